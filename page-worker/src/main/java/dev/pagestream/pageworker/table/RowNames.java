package dev.pagestream.pageworker.table;

import java.util.List;

/// Whether the first column names the rows. Immutable.
///
/// @param first texts of the first column
/// @param headerRows rows that name the columns
/// @param words whether most of the texts below those are words, not numbers
record RowNames(List<String> first, int headerRows, boolean words) {
  private static final double MOST = 0.6;

  RowNames {
    first = List.copyOf(first);
  }

  static RowNames of(List<String> first, int headerRows) {
    return new RowNames(first, headerRows, areWords(first.subList(headerRows, first.size())));
  }

  boolean heads(int row, int column) {
    return column == 0 && row >= headerRows && !first.get(row).isEmpty() && words;
  }

  private static boolean areWords(List<String> body) {
    long filled = body.stream().filter(text -> !text.isEmpty()).count();
    long words = body.stream().filter(text -> !text.isEmpty() && !CellNumber.matches(text)).count();
    return filled > 0 && words >= MOST * filled;
  }
}
