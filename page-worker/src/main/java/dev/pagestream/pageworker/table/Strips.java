package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import java.util.Comparator;
import java.util.List;

/// Puts boxes together that lie side by side on one height: many producers draw the borders and the
/// shade of each cell.
final class Strips {
  private static final double LEVEL_PT = 1.5;
  private static final double GAP_PT = 4;

  private Strips() {}

  static List<Box> of(List<Box> pieces) {
    return Boxes.joined(
        pieces.stream().sorted(Comparator.comparingDouble(Box::left)).toList(), Strips::isBeside);
  }

  private static boolean isBeside(Box strip, Box piece) {
    return Math.abs(strip.top() - piece.top()) < LEVEL_PT
        && Math.abs(strip.bottom() - piece.bottom()) < LEVEL_PT
        && piece.left() - strip.right() < GAP_PT;
  }
}
