package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.text.Cues;
import java.util.List;
import java.util.regex.Pattern;

/// Tells what only looks like a table: running text beside a margin, numbered lines of a listing or
/// an algorithm, text in a frame.
final class NoTable {
  private static final double PROSE_CHARS = 45;
  private static final double SPANNED = 0.3;
  private static final double MARKED = 0.5;
  private static final double SECOND = 0.6;
  private static final Pattern MARKER =
      Pattern.compile("[•◦▪▫■□●○‣⁃·∙➢➤✓❍–—*-]|\\(?\\w{1,4}[.):]|\\[\\w{1,6}]|\\d{1,2}");

  private NoTable() {}

  static boolean is(CellReader.Grid grid, TableRegion region, Columns columns) {
    boolean crossed = columns.ruled() > 0 && !region.rulings().across().isEmpty();
    if (region.captioned() || (crossed && grid.rows() > 2)) {
      return false;
    }
    return isMarked(grid) || isProse(grid) || isSpanned(grid) || isOneColumn(grid);
  }

  /// Markers or numbers of lines in the first of two columns.
  private static boolean isMarked(CellReader.Grid grid) {
    List<PageBlock.Cell> first =
        filled(grid).stream().filter(cell -> cell.column() == 0 && !cell.columnHeader()).toList();
    return grid.columns() == 2
        && first.stream().filter(cell -> isMarker(cell.text())).count() >= MARKED * first.size();
  }

  static boolean isMarker(String text) {
    return MARKER.matcher(text).matches() || Cues.marker(text + " x").isPresent();
  }

  /// Two columns, with something in the second only here and there.
  private static boolean isOneColumn(CellReader.Grid grid) {
    long second = filled(grid).stream().filter(cell -> cell.column() == 1).count();
    return grid.columns() == 2 && second < SECOND * grid.rows();
  }

  private static boolean isProse(CellReader.Grid grid) {
    return filled(grid).stream()
            .filter(cell -> cell.column() > 0 || cell.columnSpan() > 1)
            .mapToInt(cell -> cell.text().length())
            .average()
            .orElse(0)
        > PROSE_CHARS;
  }

  /// Names may span columns, values do not.
  private static boolean isSpanned(CellReader.Grid grid) {
    long body = filled(grid).stream().filter(cell -> !cell.columnHeader()).count();
    long spanned =
        filled(grid).stream().filter(cell -> !cell.columnHeader() && cell.columnSpan() > 1).count();
    return spanned > SPANNED * body;
  }

  private static List<PageBlock.Cell> filled(CellReader.Grid grid) {
    return grid.cells().stream().filter(cell -> !cell.text().isEmpty()).toList();
  }
}
