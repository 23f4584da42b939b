package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts boxes together that lie side by side on one height: many producers draw the borders and the
/// shade of each cell.
final class Strips {
  private static final double LEVEL_PT = 1.5;
  private static final double GAP_PT = 4;

  private Strips() {}

  static List<Box> of(List<Box> pieces) {
    List<Box> strips = new ArrayList<>();
    for (Box piece : pieces.stream().sorted(Comparator.comparingDouble(Box::left)).toList()) {
      int at = 0;
      while (at < strips.size() && !isBeside(strips.get(at), piece)) {
        at++;
      }
      if (at < strips.size()) {
        strips.set(at, strips.get(at).union(piece));
      } else {
        strips.add(piece);
      }
    }
    return strips;
  }

  private static boolean isBeside(Box strip, Box piece) {
    return Math.abs(strip.top() - piece.top()) < LEVEL_PT
        && Math.abs(strip.bottom() - piece.bottom()) < LEVEL_PT
        && piece.left() - strip.right() < GAP_PT;
  }
}
