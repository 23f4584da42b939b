package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The table that the body's last page ends with, which may go on at the top of the next. Confined
/// to one assembly.
///
/// A table goes on when nothing but running lines and footnotes stands between, both stand at the
/// edge of their page and equally wide, have as many columns, and the second has no caption, or one
/// that says so. A header that is printed again is left out; another header begins another table.
final class OpenTable {
  /// Of the page's height.
  private static final double LOWEST_START = 0.3;

  /// Likewise.
  private static final double HIGHEST_END = 0.7;

  /// By how much sides may differ, as a share of the table's width: without rules a table is as
  /// wide as what stands in it.
  private static final double SAME_SIDE = 0.05;

  private static final String CONTINUED_WORD =
      "(?:cont(?:inued|inuation|['\u2019.]?d|\\.)|fort(?:setzung|gesetzt|s\\.)|suite|continua(?:ci[o\u00F3]n|[c\u00E7][a\u00E3]o|zione)?)";

  /// What says so stands first, in brackets, or alone behind the number: `Table 1: Continued
  /// growth` is a table of its own.
  private static final Pattern CONTINUED =
      Pattern.compile(
          "^\\W*@(?!\\w)|[(\\[\uFF08]\\s*@(?!\\w)|\\d\\W{0,4}@\\s*(?:$|[).:,;\\]\u2013\u2014-])|\u7EED|\u7D9A"
              .replace("@", CONTINUED_WORD),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern NUMBER = Pattern.compile("\\d");

  private Optional<Last> last = Optional.empty();

  private record Last(ReadPage page, PageBlock.Table table, Ref ref) {}

  /// Rows that belong to a table of the document.
  ///
  /// @param rows numbered from 0, without a header that was printed again
  record Rest(Ref table, PageBlock.Table rows) {}

  /// What of this table belongs to the open one, if it goes on.
  Optional<Rest> goesOnIn(ReadPage page, PageBlock.Table table, Optional<PageBlock.Text> caption) {
    return last.filter(before ->
            page.number() == before.page().number() + 1
                && atBottom(before)
                && atTop(page, table)
                && before.table().columns() == table.columns()
                && equallyWide(before.table().box(), table.box())
                && caption.map(PageBlock.Text::text).filter(OpenTable::isNew).isEmpty())
        .flatMap(before -> rows(before.table(), table).map(rows -> new Rest(before.ref(), rows)));
  }

  /// A table was read, and stands, or goes on, there.
  void read(ReadPage page, PageBlock.Table table, Ref ref) {
    last = Optional.of(new Last(page, table, ref));
  }

  /// Something else of the body was read.
  void end() {
    last = Optional.empty();
  }

  private static boolean isNew(String caption) {
    return !CONTINUED.matcher(caption).find();
  }

  private static boolean atBottom(Last before) {
    return before.table().box().bottom() >= HIGHEST_END * before.page().content().heightPt();
  }

  private static boolean atTop(ReadPage page, PageBlock.Table table) {
    return !table.box().equals(Box.NOWHERE)
        && table.box().top() <= LOWEST_START * page.content().heightPt();
  }

  private static boolean equallyWide(Box before, Box after) {
    double tolerance = SAME_SIDE * Math.max(before.width(), after.width());
    return Math.abs(before.left() - after.left()) <= tolerance
        && Math.abs(before.right() - after.right()) <= tolerance;
  }

  /// The rows without the header, where there is one; nothing when the header says that it is
  /// another table.
  private static Optional<PageBlock.Table> rows(PageBlock.Table before, PageBlock.Table after) {
    int header = headerRows(after);
    if (header == 0) {
      return Optional.of(after);
    }
    if (texts(after, header).equals(texts(before, header))) {
      return header < after.rows() ? Optional.of(from(after, header)) : Optional.empty();
    }
    // Rows with numbers were taken for a header only because nothing stood above them.
    return texts(after, header).stream().anyMatch(text -> NUMBER.matcher(text).find())
        ? Optional.of(from(after, 0))
        : Optional.empty();
  }

  private static int headerRows(PageBlock.Table table) {
    return table.cells().stream()
        .filter(PageBlock.Cell::columnHeader)
        .mapToInt(cell -> cell.row() + cell.rowSpan())
        .max()
        .orElse(0);
  }

  private static List<String> texts(PageBlock.Table table, int rows) {
    return table.cells().stream()
        .filter(cell -> cell.row() < rows)
        .map(PageBlock.Cell::text)
        .toList();
  }

  /// The rows from this one on, none of them a header.
  private static PageBlock.Table from(PageBlock.Table table, int first) {
    List<PageBlock.Cell> cells =
        table.cells().stream()
            .filter(cell -> cell.row() >= first)
            .map(cell -> cell.inBody(cell.row() - first))
            .toList();
    return new PageBlock.Table(
        table.box(), table.caption(), table.rows() - first, table.columns(), cells);
  }
}
