package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The cells of a table: docling's `TableData`. Immutable.
///
/// @param tableCells row by row
public record CellTable(List<TableCell> tableCells, int numRows, int numCols) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+(?:[.,]\\d+)*\\.?|\\.\\d+)(?:[eE][-+]?\\d+)?");

  private static final Pattern AROUND_NUMBER = Pattern.compile("[%€$£¥~<>≈()\\s]");

  private static final int MAX_NUMBER_CHARS = 40;

  public CellTable {
    tableCells = List.copyOf(tableCells);
  }

  /// Offsets are from 0, ends exclusive.
  public record TableCell(
      int rowSpan,
      int colSpan,
      int startRowOffsetIdx,
      int endRowOffsetIdx,
      int startColOffsetIdx,
      int endColOffsetIdx,
      String text,
      boolean columnHeader,
      boolean rowHeader,
      boolean rowSection) {}

  /// Short rows are filled with empty cells. The first row is the header when no cell of it is a
  /// number; a cell of another row that is none heads its row.
  public static CellTable of(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    boolean header = !rows.isEmpty() && rows.getFirst().stream().noneMatch(CellTable::isNumber);
    List<TableCell> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        String text = column < rows.get(row).size() ? rows.get(row).get(column) : "";
        boolean columnHeader = header && row == 0;
        boolean rowHeader = !columnHeader && !text.isEmpty() && !isNumber(text);
        cells.add(
            new TableCell(
                1, 1, row, row + 1, column, column + 1, text, columnHeader, rowHeader, false));
      }
    }
    return new CellTable(cells, rows.size(), columns);
  }

  /// Rows of cells, as docling writes them beside the cells; computed when it reads.
  @JsonProperty("grid")
  public List<List<TableCell>> grid() {
    List<List<TableCell>> grid = new ArrayList<>();
    for (int row = 0; row < numRows; row++) {
      grid.add(tableCells.subList(row * numCols, (row + 1) * numCols));
    }
    return grid;
  }

  /// With its unit or sign of currency.
  private static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER_CHARS
        && NUMBER.matcher(AROUND_NUMBER.matcher(text).replaceAll("")).matches();
  }
}
