package dev.pagestream.pageworker.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts the signs of currencies and other units, which accountants set below one another, to the
/// numbers they belong to.
final class SignColumns {
  private static final Pattern BEFORE = Pattern.compile("[\\p{Sc}(–−-]{1,3}|US\\$|CHF|EUR|USD|GBP");

  private static final Pattern AFTER = Pattern.compile("[%‰)°*†‡]{1,3}|\\)%");
  private static final double ALL = 0.9;

  private SignColumns() {}

  static Columns join(List<TextRow> rows, Columns columns) {
    Columns joined = columns;
    int column = 0;
    while (column < joined.count()) {
      Optional<Double> border = border(rows, joined, column);
      if (border.isPresent()) {
        joined = joined.without(border.get());
      } else {
        column++;
      }
    }
    return joined;
  }

  /// The separator between a column of nothing but signs and its numbers.
  private static Optional<Double> border(List<TextRow> rows, Columns columns, int column) {
    List<String> texts = new ArrayList<>();
    for (TextRow row : rows) {
      Placed.of(row, columns).stream()
          .filter(placed -> placed.first() == column && !placed.spans())
          .forEach(placed -> texts.add(placed.segment().text()));
    }
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    if (column < columns.count() - 1 && areSigns(texts, BEFORE)) {
      return Optional.of(columns.separators().get(column));
    }
    return column > 0 && areSigns(texts, AFTER)
        ? Optional.of(columns.separators().get(column - 1))
        : Optional.empty();
  }

  private static boolean areSigns(List<String> texts, Pattern signs) {
    return texts.stream().filter(text -> signs.matcher(text).matches()).count()
        >= ALL * texts.size();
  }
}
