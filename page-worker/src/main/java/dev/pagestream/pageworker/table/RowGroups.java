package dev.pagestream.pageworker.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells which lines of words are one row of a table: its cells may have several lines. Immutable.
///
/// @param starts index of the first line of each row
/// @param levels heights of the rules over the whole width
record RowGroups(List<Integer> starts, List<Double> levels) {
  private static final double WHOLE_WIDTH = 0.7;
  private static final double FILLED = 0.7;
  private static final int MANY_BANDS = 3;
  private static final double LINES_PER_BAND = 2.5;
  private static final double TIGHT = 0.87;
  private static final double LEADING_EM = 1.5;
  private static final double ONE_CELL = 0.12;
  private static final int MOST_HEADER_LINES = 4;
  private static final double HEADER_LEADING_EM = 1.6;

  RowGroups {
    starts = List.copyOf(starts);
    levels = List.copyOf(levels);
  }

  /// @param placed of each line, in the same order
  static RowGroups of(
      List<TextRow> rows, List<List<Placed>> placed, Columns columns, Rulings rulings) {
    double width = columns.allRuled() ? ONE_CELL : WHOLE_WIDTH;
    List<Double> levels = rulings.levels(columns.left(), columns.right(), width);
    int[] bands = rows.stream().mapToInt(row -> band(row, levels)).toArray();
    long used = Arrays.stream(bands).distinct().count();
    boolean ruled =
        used >= MANY_BANDS && (columns.allRuled() || rows.size() <= LINES_PER_BAND * used);
    int headerLines = headerLines(bands);
    double pitch = pitch(rows, placed);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean sameBand = i > 0 && bands[i] == bands[i - 1];
      boolean continues =
          sameBand
              && ((ruled && (columns.allRuled() || !isFull(placed.get(i - 1), placed.get(i))))
                  || (i < headerLines && isOneHeader(rows, placed.get(i - 1), i, rulings))
                  || isWrapped(rows, placed, i, pitch));
      if (!continues) {
        starts.add(i);
      }
    }
    return new RowGroups(starts, levels);
  }

  int count() {
    return starts.size();
  }

  /// Index behind the last line of a row.
  int end(int row, int lines) {
    return row + 1 < starts.size() ? starts.get(row + 1) : lines;
  }

  /// Lines over the first rule, when most of the table stands under it.
  private static int headerLines(int[] bands) {
    int lines = 0;
    while (lines < bands.length && bands[lines] == bands[0]) {
      lines++;
    }
    return lines <= MOST_HEADER_LINES && 2 * lines < bands.length ? lines : 0;
  }

  /// Lines of names that nothing spans or divides are lines of the same names.
  private static boolean isOneHeader(
      List<TextRow> rows, List<Placed> before, int at, Rulings rulings) {
    TextRow above = rows.get(at - 1);
    TextRow row = rows.get(at);
    return before.stream().noneMatch(Placed::spans)
        && rulings.between(above.baseline(), row.baseline() - 0.5 * row.em()).findAny().isEmpty()
        && row.baseline() - above.baseline() < HEADER_LEADING_EM * row.em();
  }

  private static int band(TextRow row, List<Double> levels) {
    double middle = row.baseline() - 0.25 * row.em();
    int band = 0;
    while (band < levels.size() && levels.get(band) < middle) {
      band++;
    }
    return band;
  }

  /// Whether a line fills most of the columns that the line before fills: then it is a row too.
  private static boolean isFull(List<Placed> before, List<Placed> line) {
    Set<Integer> columns = columns(before);
    Set<Integer> both = columns(line);
    both.retainAll(columns);
    return both.size() >= 2 && both.size() >= FILLED * columns.size();
  }

  private static Set<Integer> columns(List<Placed> line) {
    Set<Integer> columns = new HashSet<>();
    line.forEach(placed -> columns.add(placed.first()));
    return columns;
  }

  /// A line that begins nothing of its own: closer to the line before than rows are, without a
  /// number, and with words in a part of the columns only; or the end of a sentence.
  private static boolean isWrapped(
      List<TextRow> rows, List<List<Placed>> placed, int at, double pitch) {
    List<Placed> line = placed.get(at);
    Set<Integer> columns = columns(line);
    Set<Integer> before = columns(placed.get(at - 1));
    double distance = rows.get(at).baseline() - rows.get(at - 1).baseline();
    boolean words = line.stream().noneMatch(cell -> CellNumber.matches(cell.segment().text()));
    boolean leading = distance < LEADING_EM * rows.get(at).em();
    if (before.equals(Set.of(0)) && columns.contains(0)) {
      return startsSmall(line.getFirst()) && leading;
    }
    if (!words || !before.containsAll(columns)) {
      return false;
    }
    boolean part = columns.size() < FILLED * before.size();
    return (distance < TIGHT * pitch && (part || startSmall(line)))
        || (columns.size() == 1 && before.size() > 1 && startsSmall(line.getFirst()) && leading);
  }

  private static boolean startSmall(List<Placed> line) {
    return line.stream().allMatch(RowGroups::startsSmall);
  }

  private static boolean startsSmall(Placed placed) {
    return Character.isLowerCase(placed.segment().text().codePointAt(0));
  }

  /// The usual distance between rows, which is more than that between the lines of a cell.
  private static double pitch(List<TextRow> rows, List<List<Placed>> placed) {
    List<Double> distances = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      if (placed.get(i).size() >= 2) {
        distances.add(rows.get(i).baseline() - rows.get(i - 1).baseline());
      }
    }
    if (distances.isEmpty()) {
      return 0;
    }
    distances.sort(null);
    double closest = distances.getFirst();
    List<Double> wider = distances.stream().filter(d -> d * TIGHT > closest).toList();
    List<Double> usual = wider.isEmpty() ? distances : wider;
    return usual.get(usual.size() / 2);
  }
}
