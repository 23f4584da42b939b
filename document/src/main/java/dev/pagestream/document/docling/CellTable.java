package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pagestream.document.docling.Provenance.BoundingBox;
import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  ///
  /// @param bbox of its text; empty when not known
  public record TableCell(
      Optional<BoundingBox> bbox,
      int rowSpan,
      int colSpan,
      int startRowOffsetIdx,
      int endRowOffsetIdx,
      int startColOffsetIdx,
      int endColOffsetIdx,
      String text,
      boolean columnHeader,
      boolean rowHeader,
      boolean rowSection) {
    static TableCell single(
        int row, int column, String text, boolean columnHeader, boolean rowHeader) {
      return new TableCell(
          Optional.empty(),
          1,
          1,
          row,
          row + 1,
          column,
          column + 1,
          text,
          columnHeader,
          rowHeader,
          false);
    }
  }

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
        cells.add(TableCell.single(row, column, text, columnHeader, rowHeader));
      }
    }
    return new CellTable(cells, rows.size(), columns);
  }

  /// The table of a page.
  public static CellTable of(PageBlock.Table table) {
    return new CellTable(
        table.cells().stream().map(CellTable::cell).toList(), table.rows(), table.columns());
  }

  /// With the rows of a table of another page below it. Their boxes are left out: docling's do not
  /// say on which page of the table they are.
  CellTable continuedBy(PageBlock.Table more) {
    Stream<TableCell> below =
        more.cells().stream().map(cell -> cell(cell.inRow(numRows + cell.row()), Optional.empty()));
    return new CellTable(
        Stream.concat(tableCells.stream(), below).toList(), numRows + more.rows(), numCols);
  }

  private static TableCell cell(PageBlock.Cell cell) {
    return cell(cell, cell.box().map(BoundingBox::topLeft));
  }

  private static TableCell cell(PageBlock.Cell cell, Optional<BoundingBox> bbox) {
    return new TableCell(
        bbox,
        cell.rowSpan(),
        cell.columnSpan(),
        cell.row(),
        cell.row() + cell.rowSpan(),
        cell.column(),
        cell.column() + cell.columnSpan(),
        cell.text(),
        cell.columnHeader(),
        cell.rowHeader(),
        cell.rowSection());
  }

  /// Rows of cells, as docling writes them beside the cells: a cell stands in each place it covers,
  /// a place that none covers holds an empty one. Computed when docling reads.
  @JsonProperty("grid")
  public List<List<TableCell>> grid() {
    List<List<TableCell>> grid = new ArrayList<>();
    for (int row = 0; row < numRows; row++) {
      List<TableCell> cells = new ArrayList<>();
      for (int column = 0; column < numCols; column++) {
        cells.add(TableCell.single(row, column, "", false, false));
      }
      grid.add(cells);
    }
    for (TableCell cell : tableCells) {
      for (int row = cell.startRowOffsetIdx();
          row < Math.min(numRows, cell.endRowOffsetIdx());
          row++) {
        for (int column = cell.startColOffsetIdx();
            column < Math.min(numCols, cell.endColOffsetIdx());
            column++) {
          grid.get(row).set(column, cell);
        }
      }
    }
    return grid;
  }

  /// With its unit or sign of currency.
  private static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER_CHARS
        && NUMBER.matcher(AROUND_NUMBER.matcher(text).replaceAll("")).matches();
  }
}
