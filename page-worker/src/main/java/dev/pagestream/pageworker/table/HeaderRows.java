package dev.pagestream.pageworker.table;

import dev.pagestream.pageworker.model.Atom;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tells how many rows at the top name the columns: by the rule under them, by what is shaded or
/// bold, or because only they have no numbers.
///
/// @param placed of each line, in the order of `rows`
record HeaderRows(
    List<TextRow> rows,
    RowGroups groups,
    List<List<Placed>> placed,
    Columns columns,
    Rulings rulings) {
  private static final int MOST = 4;
  private static final double NUMBERS = 0.3;

  int count() {
    int most = Math.min(MOST, groups.count() - 1);
    int shaded = leading(most, this::isShadedUnlike);
    if (shaded > 0) {
      return shaded;
    }
    int underRule = underRule(most);
    if (underRule > 0) {
      return underRule;
    }
    int bold =
        leading(most, row -> all(row, TextRow::bold) && !all(groups.count() - 1, TextRow::bold));
    if (bold > 0) {
      return bold;
    }
    return namesOverNumbers() || (!rulings.across().isEmpty() && !hasNumbers(0)) ? 1 : 0;
  }

  /// Rows at the top that a test holds for; 0 when it holds for all that are looked at.
  private static int leading(int most, IntPredicate test) {
    int count = 0;
    while (count <= most && test.test(count)) {
      count++;
    }
    return count > most ? 0 : count;
  }

  /// Shaded in a colour that the last rows do not have.
  private boolean isShadedUnlike(int row) {
    int shade = shade(row);
    return shade != Atom.Path.NONE
        && shade == shade(0)
        && shade != shade(groups.count() - 1)
        && (groups.count() < 3 || shade != shade(groups.count() - 2));
  }

  private int shade(int row) {
    TextRow line = rows.get(groups.starts().get(row));
    return rulings.shadeAt(line.baseline() - 0.25 * line.em());
  }

  /// A rule over the whole width, and no such rule between the rows after it.
  private int underRule(int most) {
    List<Double> levels = groups.levels();
    int count = 0;
    for (int row = 1; row <= most; row++) {
      if (isRuledAbove(row, levels)) {
        count = row;
        break;
      }
    }
    if (count == 0 || count > groups.count() / 2) {
      return 0;
    }
    long ruled = 0;
    for (int row = count + 1; row < groups.count(); row++) {
      ruled += isRuledAbove(row, levels) ? 1 : 0;
    }
    long after = groups.count() - count - 1L;
    return after > 0 && ruled >= 0.8 * after ? 0 : count;
  }

  private boolean isRuledAbove(int row, List<Double> levels) {
    double from = rows.get(groups.starts().get(row) - 1).baseline() - 1;
    double to = rows.get(groups.starts().get(row)).baseline();
    return levels.stream().anyMatch(level -> level > from && level < to);
  }

  private boolean all(int row, Predicate<TextRow> test) {
    return rows.subList(groups.starts().get(row), groups.end(row, rows.size())).stream()
        .allMatch(test);
  }

  private boolean hasNumbers(int row) {
    return rowCells(row)
        .map(cell -> cell.segment().text())
        .anyMatch(text -> CellNumber.matches(text) && !isYear(text));
  }

  private Stream<Placed> rowCells(int row) {
    return placed.subList(groups.starts().get(row), groups.end(row, rows.size())).stream()
        .flatMap(List::stream);
  }

  /// Beside the first column, which may be empty there.
  private boolean namesOverNumbers() {
    if (hasNumbers(0)) {
      return false;
    }
    List<String> cells =
        IntStream.range(1, groups.count())
            .boxed()
            .flatMap(this::rowCells)
            .filter(cell -> cell.first() > 0)
            .map(cell -> cell.segment().text())
            .toList();
    long numbers = cells.stream().filter(CellNumber::matches).count();
    return !cells.isEmpty() && numbers >= NUMBERS * cells.size();
  }

  private static boolean isYear(String text) {
    return text.matches("(?:19|20)\\d\\d");
  }
}
