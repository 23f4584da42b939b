package dev.pagestream.pageworker.table;

import java.util.List;

/// Whether the first column names the rows. Immutable.
///
/// @param first texts of the first column
/// @param headerRows rows that name the columns
record RowNames(List<String> first, int headerRows) {
  private static final double MOST = 0.6;

  RowNames {
    first = List.copyOf(first);
  }

  boolean heads(int row, int column) {
    return column == 0 && row >= headerRows && !first.get(row).isEmpty() && areNames();
  }

  /// Words, not numbers.
  private boolean areNames() {
    List<String> body = first.subList(headerRows, first.size());
    long filled = body.stream().filter(text -> !text.isEmpty()).count();
    long words = body.stream().filter(text -> !text.isEmpty() && !CellNumber.matches(text)).count();
    return filled > 0 && words >= MOST * filled;
  }
}
