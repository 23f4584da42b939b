package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Adds rows to an area that its marks do not reach: names over the columns, rows that are not
/// shaded. Immutable.
record RegionGrowth(PageModel model, TableText text) {
  private static final double NEXT_ROW = 1.35;
  private static final double NEXT_ROW_EM = 1.8;
  private static final double AT_EDGE_PT = 5;
  private static final double OVERHANG_PT = 6;
  private static final double WHOLE = 0.8;
  private static final double RULED = 0.5;

  /// Rows over and under an area that nothing closes there, as long as they fit its columns.
  ///
  /// @param columns of the rows
  List<TextRow> grown(
      List<TextRow> rows, Columns columns, TableRegion region, List<TextLine> free) {
    Set<TextLine> used = new HashSet<>();
    rows.forEach(row -> used.addAll(row.lines()));
    Box box = region.box();
    Box band = new Box(box.left() - OVERHANG_PT, 0, box.right() + OVERHANG_PT, model.heightPt());
    List<TextRow> around =
        TextRow.of(
            free.stream()
                .filter(line -> !used.contains(line) && Boxes.inside(line.box(), band) > WHOLE)
                .toList());
    List<TextRow> all = new ArrayList<>(rows);
    double pitch = pitch(rows);
    int most = isClosed(region, rows.getFirst().top(), true) ? 1 : Integer.MAX_VALUE;
    for (TextRow row : around.reversed()) {
      if (row.baseline() < all.getFirst().baseline()) {
        boolean header = isHeader(row, all.getFirst(), pitch, columns, most);
        if (all.size() - rows.size() >= most || !header) {
          break;
        }
        all.addFirst(row);
      }
    }
    if (!isClosed(region, rows.getLast().bottom(), false)) {
      for (TextRow row : around) {
        if (row.baseline() > all.getLast().baseline()) {
          if (!adds(row, all.getLast(), pitch, columns) || isRuled(all.getLast(), row)) {
            break;
          }
          all.addLast(row);
        }
      }
    }
    return all;
  }

  /// Whether the area ends with a rule there, beyond the words.
  private static boolean isClosed(TableRegion region, double words, boolean top) {
    Box box = region.box();
    double edge = top ? box.top() : box.bottom();
    boolean beyond = top ? edge <= words + AT_EDGE_PT : edge >= words - AT_EDGE_PT;
    return beyond
        && region.rulings().shades().isEmpty()
        && region.rulings().ruled(edge - 2, edge + 2, box.left(), box.right()) > WHOLE;
  }

  private boolean adds(TextRow row, TextRow next, double pitch, Columns columns) {
    return isNear(row, next, pitch)
        && row.segments().size() >= 2
        && row.lines().stream().noneMatch(text::isFixed)
        && Placed.of(row, columns).stream().noneMatch(Placed::spans);
  }

  /// Names over the columns may span several, if nothing closes the area there.
  private boolean isHeader(TextRow row, TextRow next, double pitch, Columns columns, int most) {
    return most == 1
        ? adds(row, next, pitch, columns)
        : isNear(row, next, pitch)
            && row.segments().size() >= 2
            && row.lines().stream().noneMatch(text::isFixed);
  }

  private static boolean isNear(TextRow row, TextRow next, double pitch) {
    double distance = Math.abs(row.baseline() - next.baseline());
    return distance < Math.max(NEXT_ROW * pitch, NEXT_ROW_EM * Math.max(row.em(), next.em()));
  }

  /// The usual distance between rows; 0 when there is one row.
  private static double pitch(List<TextRow> rows) {
    List<Double> distances = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      distances.add(rows.get(i).baseline() - rows.get(i - 1).baseline());
    }
    distances.sort(null);
    return distances.isEmpty() ? 0 : distances.get(distances.size() / 2);
  }

  /// A rule over the next row begins something else.
  private boolean isRuled(TextRow row, TextRow below) {
    return model.atoms().stream()
        .filter(atom -> atom instanceof Atom.Path path && Rulings.isAcross(path))
        .map(Atom::box)
        .anyMatch(rule ->
            rule.top() > row.baseline()
                && rule.bottom() < below.baseline() - 0.5 * below.em()
                && Boxes.sharedX(rule, below.box()) > RULED * below.box().width());
  }
}
