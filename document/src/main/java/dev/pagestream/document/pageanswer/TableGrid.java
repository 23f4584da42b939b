package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.WrittenCell;
import dev.pagestream.document.markup.WrittenCell.Kind;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds the places of a written table's cells. A cell that covers several is always a whole
/// rectangle, and no two overlap, whatever was written: what does not fit is cut. Confined to one
/// table; its work is bounded by the number of places that a table may have.
final class TableGrid {
  /// A cell that says it is wider reaches to the end of its row.
  private static final int MAX_COLUMN_SPAN = 100;

  private static final int NOBODY = -1;

  private final List<List<WrittenCell>> rows;
  private final Box box;
  private final int columns;
  private final List<PageBlock.Cell> cells = new ArrayList<>();

  private TableGrid(List<List<WrittenCell>> rows, Box box, int columns) {
    this.rows = rows;
    this.box = box;
    this.columns = columns;
  }

  /// @return empty when it has no cell, or more places than the limit
  static Optional<PageBlock.Table> of(List<List<WrittenCell>> rows, Box box, int maxPlaces) {
    int written = rows.stream().mapToInt(List::size).max().orElse(0);
    if (written == 0 || (long) rows.size() * written > maxPlaces) {
      return Optional.empty();
    }
    boolean pointed = rows.stream().anyMatch(row -> row.stream().anyMatch(WrittenCell::continues));
    return pointed
        ? Optional.of(new TableGrid(rows, box, written).pointed())
        : new TableGrid(rows, box, maxPlaces / rows.size()).spanned();
  }

  // Cells that say how far they reach, as in HTML: each stands in the first place of its row that
  // no cell from above covers.

  private Optional<PageBlock.Table> spanned() {
    int[] coveredTo = new int[columns];
    int width = 0;
    for (int row = 0; row < rows.size(); row++) {
      int column = 0;
      List<WrittenCell> line = rows.get(row);
      for (int at = 0; at < line.size(); at++) {
        while (column < columns && coveredTo[column] > row) {
          column++;
        }
        if (column == columns) {
          return Optional.empty();
        }
        WrittenCell cell = line.get(at);
        boolean plausible = cell.columnSpan() <= MAX_COLUMN_SPAN;
        int end = column + 1;
        int wanted = columnSpan(cell, plausible, at == line.size() - 1, columns - column);
        while (end < column + wanted && coveredTo[end] <= row) {
          end++;
        }
        int rowSpan = Math.min(cell.rowSpan(), rows.size() - row);
        Arrays.fill(coveredTo, column, end, row + rowSpan);
        cells.add(cell(cell, row, column, rowSpan, end - column));
        width = Math.max(width, plausible ? end : column + 1);
        column = end;
      }
    }
    return Optional.of(table(width));
  }

  private static int columnSpan(WrittenCell cell, boolean plausible, boolean last, int room) {
    if (plausible) {
      return Math.min(cell.columnSpan(), room);
    }
    return last ? room : 1;
  }

  private PageBlock.Table table(int width) {
    return new PageBlock.Table(
        box,
        Optional.empty(),
        rows.size(),
        width,
        cells.stream()
            .map(cell -> cell.column() + cell.columnSpan() <= width ? cell : cutTo(width, cell))
            .toList());
  }

  private static PageBlock.Cell cutTo(int width, PageBlock.Cell cell) {
    return new PageBlock.Cell(
        cell.row(),
        cell.column(),
        cell.rowSpan(),
        width - cell.column(),
        cell.text(),
        cell.columnHeader(),
        cell.rowHeader(),
        cell.box(),
        cell.rowSection());
  }

  // Places that point to the cell that covers them, as in OTSL.

  private PageBlock.Table pointed() {
    int[][] owners = new int[rows.size()][columns];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        owners[row][column] = owner(owners, row, column);
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        if (!rows.get(row).get(column).continues()) {
          int wide = width(owners, row, column);
          cells.add(
              cell(
                  rows.get(row).get(column), row, column, height(owners, row, column, wide), wide));
        }
      }
    }
    return table(columns);
  }

  private int owner(int[][] owners, int row, int column) {
    if (column >= rows.get(row).size()) {
      return NOBODY;
    }
    WrittenCell cell = rows.get(row).get(column);
    int left = column == 0 ? NOBODY : owners[row][column - 1];
    int above = row == 0 ? NOBODY : owners[row - 1][column];
    if (!cell.continues()) {
      return row * columns + column;
    }
    return switch (cell.kind()) {
      case LEFT -> left;
      case ABOVE -> above;
      case CROSS -> crossed(row, column, left, above);
      case DATA, COLUMN_HEADER, ROW_HEADER, SECTION -> NOBODY;
    };
  }

  /// OTSL has a cross where a cell has begun to the left and above. docling has it in the first row
  /// and the first column of such a cell too.
  private int crossed(int row, int column, int left, int above) {
    if (left == NOBODY || left == above) {
      return above;
    }
    if (above == NOBODY) {
      return left;
    }
    boolean aboveGoesOn =
        above % columns == column && above / columns == row - 1 && isCross(row - 1, column + 1);
    if (aboveGoesOn) {
      return above;
    }
    boolean leftBegan =
        left / columns == row && isCross(row + 1, left % columns) && isCross(row + 1, column);
    return leftBegan || above % columns != column ? left : above;
  }

  private boolean isCross(int row, int column) {
    return row < rows.size()
        && column < rows.get(row).size()
        && rows.get(row).get(column).continues()
        && rows.get(row).get(column).kind() == Kind.CROSS;
  }

  private int width(int[][] owners, int row, int column) {
    int end = column + 1;
    while (end < columns && owners[row][end] == owners[row][column]) {
      end++;
    }
    return end - column;
  }

  private int height(int[][] owners, int row, int column, int wide) {
    int owner = owners[row][column];
    int end = row + 1;
    while (end < rows.size()
        && Arrays.stream(owners[end], column, column + wide).allMatch(other -> other == owner)) {
      end++;
    }
    return end - row;
  }

  private static PageBlock.Cell cell(
      WrittenCell written, int row, int column, int rowSpan, int columnSpan) {
    return new PageBlock.Cell(
        row,
        column,
        rowSpan,
        columnSpan,
        written.text(),
        written.kind() == Kind.COLUMN_HEADER,
        written.kind() == Kind.ROW_HEADER,
        Optional.empty(),
        written.kind() == Kind.SECTION);
  }
}
