package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A table as docling-core prints it in Markdown: the first row is the header, columns are padded,
/// those of numbers to the left.
public final class GridTable {
  /// Room that the header leaves beside itself.
  private static final int HEADER_ROOM = 2;

  private static final int MAX_NUMBER_CHARS = 40;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

  private GridTable() {}

  /// @return lines without a line end at the end; empty when there is no cell
  public static String lines(CellTable table) {
    List<List<String>> rows =
        table.grid().stream().map(row -> row.stream().map(GridTable::text).toList()).toList();
    if (rows.isEmpty() || rows.getFirst().isEmpty()) {
      return "";
    }
    List<Column> columns = new ArrayList<>();
    for (int at = 0; at < rows.getFirst().size(); at++) {
      columns.add(Column.of(rows, at));
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns, rows.getFirst()));
    lines.add(
        columns.stream()
            .map(column -> "-".repeat(column.width + HEADER_ROOM))
            .collect(Collectors.joining("|", "|", "|")));
    rows.stream().skip(1).forEach(row -> lines.add(line(columns, row)));
    return String.join("\n", lines);
  }

  private static String line(List<Column> columns, List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int at = 0; at < columns.size(); at++) {
      line.append(' ').append(columns.get(at).padded(cells.get(at))).append(" |");
    }
    return line.toString();
  }

  /// In one line, and so that it does not end the cell.
  private static String text(TableCell cell) {
    return Inline.oneLine(cell.text()).replace("|", "&#124;");
  }

  /// @param width in code points
  private record Column(int width, boolean numbers) {
    static Column of(List<List<String>> rows, int at) {
      int header = length(rows.getFirst().get(at)) + HEADER_ROOM;
      List<String> body = rows.stream().skip(1).map(row -> row.get(at)).toList();
      int widest = body.stream().mapToInt(Column::length).max().orElse(0);
      boolean filled = body.stream().anyMatch(cell -> !cell.isEmpty());
      boolean numbers = body.stream().allMatch(cell -> cell.isEmpty() || isNumber(cell));
      return new Column(Math.max(header, widest), filled && numbers);
    }

    String padded(String cell) {
      String padding = " ".repeat(width - length(cell));
      return numbers ? padding + cell : cell + padding;
    }

    private static boolean isNumber(String cell) {
      return cell.length() <= MAX_NUMBER_CHARS && NUMBER.matcher(cell).matches();
    }

    private static int length(String text) {
      return text.codePointCount(0, text.length());
    }
  }
}
