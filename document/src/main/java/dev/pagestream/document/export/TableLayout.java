package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the cells of a table stand when each is written once. Every place of the grid is covered
/// exactly once, whatever the cells say: of cells that overlap the later one has the place, as in
/// [CellTable#grid()], and what is left of the other stays where it is.
final class TableLayout {
  private static final int NONE = -1;

  private final CellTable table;

  /// The index of the cell that has the place.
  private final int[][] owners;

  private final boolean[][] taken;
  private final boolean[] written;

  private TableLayout(CellTable table) {
    this.table = table;
    this.owners = owners(table);
    this.taken = new boolean[table.numRows()][table.numCols()];
    this.written = new boolean[table.tableCells().size()];
  }

  /// @param cell empty when no cell is there, or when it was written already
  record Place(Optional<TableCell> cell, int rowSpan, int colSpan) {
    String text() {
      return cell.map(TableCell::text).orElse("");
    }
  }

  /// Rows from the top; one that cells from above fill is empty.
  static List<List<Place>> rows(CellTable table) {
    TableLayout layout = new TableLayout(table);
    List<List<Place>> rows = new ArrayList<>();
    for (int row = 0; row < table.numRows(); row++) {
      List<Place> places = new ArrayList<>();
      for (int column = 0; column < table.numCols(); column++) {
        if (!layout.taken[row][column]) {
          places.add(layout.take(row, column));
        }
      }
      rows.add(places);
    }
    return rows;
  }

  private static int[][] owners(CellTable table) {
    int[][] owners = new int[table.numRows()][table.numCols()];
    for (int[] row : owners) {
      Arrays.fill(row, NONE);
    }
    for (int index = 0; index < table.tableCells().size(); index++) {
      TableCell cell = table.tableCells().get(index);
      int lastRow = Math.min(table.numRows(), cell.endRowOffsetIdx());
      int lastColumn = Math.min(table.numCols(), cell.endColOffsetIdx());
      for (int row = cell.startRowOffsetIdx(); row < lastRow; row++) {
        for (int column = cell.startColOffsetIdx(); column < lastColumn; column++) {
          owners[row][column] = index;
        }
      }
    }
    return owners;
  }

  private Place take(int row, int column) {
    int owner = owners[row][column];
    int columns = owner == NONE ? 1 : columns(owner, row, column);
    int rows = 1;
    while (owner != NONE
        && row + rows < owners.length
        && columns(owner, row + rows, column) >= columns) {
      rows++;
    }
    for (int down = row; down < row + rows; down++) {
      Arrays.fill(taken[down], column, column + columns, true);
    }
    if (owner == NONE || written[owner]) {
      return new Place(Optional.empty(), rows, columns);
    }
    written[owner] = true;
    return new Place(Optional.of(table.tableCells().get(owner)), rows, columns);
  }

  /// How many places from this one on are the owner's and free.
  private int columns(int owner, int row, int column) {
    int end = column;
    while (end < table.numCols() && owners[row][end] == owner && !taken[row][end]) {
      end++;
    }
    return end - column;
  }
}
