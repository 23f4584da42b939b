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
    List<Placed> cells = placed(rows, joined);
    int column = 0;
    while (column < joined.count()) {
      Optional<Double> border = border(cells, joined, column);
      if (border.isPresent()) {
        joined = joined.without(border.get());
        cells = placed(rows, joined);
      } else {
        column++;
      }
    }
    return joined;
  }

  private static List<Placed> placed(List<TextRow> rows, Columns columns) {
    List<Placed> placed = new ArrayList<>();
    rows.forEach(row -> placed.addAll(Placed.of(row, columns)));
    return placed;
  }

  /// The separator between a column of nothing but signs and its numbers.
  private static Optional<Double> border(List<Placed> cells, Columns columns, int column) {
    List<String> texts = new ArrayList<>();
    for (Placed cell : cells) {
      if (cell.first() == column && !cell.spans()) {
        texts.add(cell.segment().text());
      }
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
