package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.ArrayList;
import java.util.List;

/// The places of a table as OTSL has them: a cell stands where it begins, every other place it
/// covers points to it.
final class Otsl {
  private Otsl() {}

  /// What a place is to the cell that covers it.
  enum Part {
    /// The cell begins here.
    ORIGIN,
    /// It began to the left, in this row.
    RIGHT,
    /// It began above, in this column.
    BELOW,
    /// It began above and to the left.
    INSIDE
  }

  record Place(Part part, TableCell cell) {}

  /// @return row by row; empty when there is no cell
  static List<List<Place>> rows(CellTable table) {
    List<List<Place>> rows = new ArrayList<>();
    if (table.tableCells().isEmpty()) {
      return rows;
    }
    List<List<TableCell>> grid = table.grid();
    for (int row = 0; row < grid.size(); row++) {
      List<Place> places = new ArrayList<>();
      for (int column = 0; column < grid.get(row).size(); column++) {
        TableCell cell = grid.get(row).get(column);
        places.add(new Place(part(cell, row, column), cell));
      }
      rows.add(places);
    }
    return rows;
  }

  private static Part part(TableCell cell, int row, int column) {
    boolean first = cell.startColOffsetIdx() == column;
    if (cell.startRowOffsetIdx() == row) {
      return first ? Part.ORIGIN : Part.RIGHT;
    }
    return first ? Part.BELOW : Part.INSIDE;
  }
}
