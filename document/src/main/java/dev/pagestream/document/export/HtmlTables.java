package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tables with the headers their cells say they are. Confined to one export.
final class HtmlTables {
  /// A table of more columns does not fit a phone. It scrolls inside a frame which the keyboard can
  /// reach; narrower ones are shrunk, so that not every table is a stop for the keyboard.
  private static final int MAX_UNFRAMED_COLUMNS = 6;

  private final Direction base;
  private int framed;

  HtmlTables(Direction base) {
    this.base = base;
  }

  /// @param caption what goes into the caption; may be empty
  String render(CellTable data, String caption) {
    String rows = TableLayout.rows(data).stream().map(this::row).collect(Collectors.joining());
    boolean frame = data.numCols() > MAX_UNFRAMED_COLUMNS && !rows.isEmpty();
    String id = "table-" + (frame ? ++framed : 0);
    String head =
        caption.isEmpty()
            ? ""
            : "<caption" + (frame ? Html.attribute("id", id) : "") + ">" + caption + "</caption>";
    String body = rows.isEmpty() ? "" : "<tbody>" + rows + "</tbody>";
    if (head.isEmpty() && body.isEmpty()) {
      return "";
    }
    String table = "<table>" + head + body + "</table>";
    String name =
        caption.isEmpty()
            ? Html.attribute("aria-label", "Table")
            : Html.attribute("aria-labelledby", id);
    return frame
        ? "<div class=\"wide\" role=\"group\" tabindex=\"0\"" + name + ">" + table + "</div>"
        : table;
  }

  private String row(List<TableLayout.Place> places) {
    return places.stream().map(this::cell).collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private String cell(TableLayout.Place place) {
    String text = place.text().strip();
    // A header that says nothing is none.
    Optional<String> scope =
        text.isEmpty() ? Optional.empty() : place.cell().flatMap(HtmlTables::scope);
    String tag = scope.isPresent() ? "th" : "td";
    return "<"
        + tag
        + scope.map(cells -> Html.attribute("scope", cells)).orElse("")
        + span("rowspan", place.rowSpan())
        + span("colspan", place.colSpan())
        + base.attribute(text)
        + ">"
        + Html.quoted(text)
        + "</"
        + tag
        + ">";
  }

  private static String span(String name, int cells) {
    return cells > 1 ? Html.attribute(name, Integer.toString(cells)) : "";
  }

  /// Of what the cell is the header; empty when of nothing.
  private static Optional<String> scope(TableCell cell) {
    if (cell.columnHeader()) {
      return Optional.of("col");
    }
    return cell.rowHeader() || cell.rowSection() ? Optional.of("row") : Optional.empty();
  }
}
