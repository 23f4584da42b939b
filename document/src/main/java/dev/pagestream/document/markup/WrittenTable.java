package dev.pagestream.document.markup;

import java.util.ArrayList;
import java.util.List;

/// A table as it was written. Immutable.
///
/// @param rows may be ragged
/// @param caption without tags, entities decoded; empty when there is none
/// @param beside what stood in the table, but in no cell and not in the caption; likewise
public record WrittenTable(List<List<WrittenCell>> rows, String caption, String beside) {
  public WrittenTable {
    rows = List.copyOf(rows);
  }

  /// Rows of texts without the rows that have no cell; cells that only continue another one are
  /// empty.
  public List<List<String>> texts() {
    return rows.stream()
        .filter(row -> !row.isEmpty())
        .map(row -> row.stream().map(WrittenCell::text).toList())
        .toList();
  }

  /// Collects the cells of a table row by row. Confined to one reading.
  static final class Rows {
    private final List<List<WrittenCell>> rows = new ArrayList<>();
    private List<WrittenCell> row = new ArrayList<>();

    void add(WrittenCell cell) {
      row.add(cell);
    }

    List<WrittenCell> open() {
      return row;
    }

    /// @param keepEmpty whether a row without cells is one
    void end(boolean keepEmpty) {
      if (!row.isEmpty() || keepEmpty) {
        rows.add(List.copyOf(row));
        row = new ArrayList<>();
      }
    }

    int count() {
      return rows.size();
    }

    List<List<WrittenCell>> all() {
      return rows;
    }
  }
}
