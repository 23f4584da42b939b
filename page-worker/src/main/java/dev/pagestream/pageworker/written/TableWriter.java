package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lays the cells of a table out as HTML does: each goes to the next free place of its row. Used
/// for one table, by one thread.
public final class TableWriter {
  /// As in HTML.
  private static final int MAX_COLUMN_SPAN = 1_000;

  private static final int MAX_ROW_SPAN = 65_534;

  /// Places of a table, empty ones included: documents are written place by place.
  private static final long MAX_PLACES = 200_000;

  private final List<PageBlock.Cell> cells = new ArrayList<>();

  /// By column, the first row in which it is free again.
  private final List<Integer> freeFrom = new ArrayList<>();

  private int row = -1;
  private int column;

  /// Begins the next row.
  public void row() {
    row++;
    column = 0;
  }

  /// @param rowSpan 0 for all rows that follow
  /// @param columnSpan cut where a cell from above is in the way
  public void cell(
      String text, int rowSpan, int columnSpan, boolean columnHeader, boolean rowHeader) {
    while (column < freeFrom.size() && freeFrom.get(column) > row) {
      column++;
    }
    int rows = rowSpan == 0 ? MAX_ROW_SPAN : Math.clamp(rowSpan, 1, MAX_ROW_SPAN);
    int wanted = Math.clamp(columnSpan, 1, MAX_COLUMN_SPAN);
    int first = column;
    while (column < first + wanted && (column >= freeFrom.size() || freeFrom.get(column) <= row)) {
      if (column == freeFrom.size()) {
        freeFrom.add(0);
      }
      freeFrom.set(column, row + rows);
      column++;
    }
    cells.add(
        new PageBlock.Cell(
            row,
            first,
            rows,
            column - first,
            PageWriter.oneLine(text),
            columnHeader,
            rowHeader,
            Optional.empty()));
  }

  int rows() {
    return row + 1;
  }

  boolean tooLarge() {
    return (long) rows() * freeFrom.size() > MAX_PLACES;
  }

  boolean hasText() {
    return cells.stream().anyMatch(cell -> !cell.text().isEmpty());
  }

  /// The texts of a row's cells.
  List<String> texts(int wanted) {
    return cells.stream()
        .filter(cell -> cell.row() == wanted && !cell.text().isEmpty())
        .map(PageBlock.Cell::text)
        .toList();
  }

  PageBlock.Table table(Box box) {
    List<PageBlock.Cell> within =
        cells.stream()
            .map(cell ->
                new PageBlock.Cell(
                    cell.row(),
                    cell.column(),
                    Math.min(cell.rowSpan(), rows() - cell.row()),
                    cell.columnSpan(),
                    cell.text(),
                    cell.columnHeader(),
                    cell.rowHeader(),
                    Optional.empty()))
            .toList();
    return new PageBlock.Table(box, Optional.empty(), rows(), freeFrom.size(), within);
  }
}
