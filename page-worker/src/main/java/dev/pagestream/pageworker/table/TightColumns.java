package dev.pagestream.pageworker.table;

import dev.pagestream.pageworker.model.Word;
import java.util.ArrayList;
import java.util.List;

/// Finds columns of numbers that stand no farther apart than words do: the space between them is in
/// the same place in every row.
final class TightColumns {
  private static final int FEWEST_ROWS = 4;
  private static final int ONE_MAY_CROSS = 6;
  private static final double NARROWEST_PT = 1.2;
  private static final double NUMBERS = 0.7;
  private static final double TWO_WORDS = 0.8;
  private static final double VARIED = 0.5;

  private TightColumns() {}

  /// Places between such columns, from left to right.
  static List<Double> in(List<TextRow> rows, Columns columns) {
    List<Double> found = new ArrayList<>();
    for (int column = 0; column < columns.count(); column++) {
      double start = columns.start(column);
      double end = columns.end(column);
      List<List<Word>> lines = new ArrayList<>();
      for (TextRow row : rows) {
        List<Word> words =
            row.segments().stream()
                .flatMap(segment -> segment.words().stream())
                .filter(word -> word.centre() >= start && word.centre() <= end)
                .toList();
        if (!words.isEmpty()) {
          lines.add(words);
        }
      }
      long several = lines.stream().filter(words -> words.size() >= 2).count();
      if (lines.size() >= FEWEST_ROWS && several >= TWO_WORDS * lines.size()) {
        add(lines, found);
      }
    }
    return found;
  }

  private static void add(List<List<Word>> lines, List<Double> found) {
    List<Word> widest =
        lines.stream().max((a, b) -> Integer.compare(a.size(), b.size())).orElseThrow();
    int tolerated = lines.size() >= ONE_MAY_CROSS ? 1 : 0;
    for (int i = 0; i + 1 < widest.size(); i++) {
      double from = widest.get(i).right();
      double to = widest.get(i + 1).left();
      double free = freeIn(lines, from, to, tolerated);
      if (!Double.isNaN(free)
          && numbersAfter(lines, free) >= NUMBERS * lines.size()
          && vary(lines, free)) {
        found.add(free);
      }
    }
  }

  /// The middle of what no word covers between two places; NaN when that is too little.
  private static double freeIn(List<List<Word>> lines, double from, double to, int tolerated) {
    double bestFrom = from;
    double bestTo = to;
    int crossed = 0;
    for (List<Word> words : lines) {
      double left = from;
      double right = to;
      for (Word word : words) {
        if (word.centre() <= (from + to) / 2) {
          left = Math.max(left, word.right());
        } else {
          right = Math.min(right, word.left());
        }
      }
      if (Math.min(bestTo, right) - Math.max(bestFrom, left) < NARROWEST_PT) {
        crossed++;
      } else {
        bestFrom = Math.max(bestFrom, left);
        bestTo = Math.min(bestTo, right);
      }
    }
    return crossed <= tolerated && bestTo - bestFrom >= NARROWEST_PT
        ? (bestFrom + bestTo) / 2
        : Double.NaN;
  }

  /// What stands before a number is mostly another word in each row; `Part 1`, `Part 2` are names.
  private static boolean vary(List<List<Word>> lines, double x) {
    List<String> before =
        lines.stream()
            .flatMap(words ->
                words.stream().filter(word -> word.right() <= x).reduce((a, b) -> b).stream())
            .map(Word::text)
            .toList();
    return before.stream().distinct().count() >= VARIED * before.size();
  }

  private static long numbersAfter(List<List<Word>> lines, double x) {
    return lines.stream()
        .filter(words ->
            words.stream()
                .filter(word -> word.left() > x)
                .findFirst()
                .filter(word -> CellNumber.matches(word.text()))
                .isPresent())
        .count();
  }
}
