package dev.pagestream.pageworker.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Where the columns of a table meet. Immutable.
///
/// @param separators from left to right, between two columns each
/// @param tight those that are no wider than a space between words
/// @param left end of the first column
/// @param right end of the last one
/// @param ruled how many of the separators are drawn
record Columns(List<Double> separators, Set<Double> tight, double left, double right, int ruled) {
  private static final double BIN_PT = 0.5;
  private static final double RICH = 0.6;
  private static final double TYPICAL = 0.7;
  private static final double CROSSING = 0.15;
  private static final int ONE_MAY_CROSS = 4;
  private static final double NARROWEST_GUTTER_EM = 0.3;
  private static final double RULE_LENGTH = 0.4;
  private static final double AT_EDGE_PT = 4;
  private static final int LARGEST_BINS = 20_000;

  Columns {
    separators = List.copyOf(separators);
    tight = Set.copyOf(tight);
  }

  /// From rules that run down, and from gutters that most rows leave free.
  ///
  /// @param rows not empty
  static Columns of(List<TextRow> rows, Rulings rulings) {
    List<Double> rules =
        rulings.columns(rows.getFirst().top(), rows.getLast().bottom(), RULE_LENGTH);
    double first = rules.isEmpty() ? Double.MAX_VALUE : rules.getFirst();
    double last = rules.isEmpty() ? 0 : rules.getLast();
    double left = Math.min(first, rows.stream().mapToDouble(TextRow::left).min().orElseThrow());
    double right = Math.max(last, rows.stream().mapToDouble(TextRow::right).max().orElseThrow());
    List<Double> drawn =
        rules.stream()
            .filter(x -> x > left + AT_EDGE_PT && x < right - AT_EDGE_PT)
            .filter(x -> crossing(rows, x) <= Math.max(1, CROSSING * rows.size()))
            .toList();
    List<Double> separators = new ArrayList<>(drawn);
    for (double gutter : gutters(rows, left, right)) {
      if (drawn.stream().allMatch(rule -> isBetween(rows, gutter, rule))) {
        separators.add(gutter);
      }
    }
    separators.sort(null);
    Columns wide =
        filled(rows, new Columns(separators, Set.of(), left, right, drawn.size()), drawn);
    return SignColumns.join(rows, wide.with(TightColumns.in(rows, wide)));
  }

  /// The same with one separator less.
  Columns without(double separator) {
    List<Double> kept = separators.stream().filter(x -> x != separator).toList();
    return new Columns(kept, tight, left, right, Math.min(ruled, kept.size()));
  }

  private Columns with(List<Double> tightOnes) {
    List<Double> all = new ArrayList<>(separators);
    all.addAll(tightOnes);
    all.sort(null);
    return new Columns(all, Set.copyOf(tightOnes), left, right, ruled);
  }

  int count() {
    return separators.size() + 1;
  }

  double start(int column) {
    return column == 0 ? left : separators.get(column - 1);
  }

  double end(int column) {
    return column == separators.size() ? right : separators.get(column);
  }

  int at(double x) {
    int column = 0;
    while (column < separators.size() && x > separators.get(column)) {
      column++;
    }
    return column;
  }

  /// Whether every border between columns is drawn.
  boolean allRuled() {
    return !separators.isEmpty() && ruled == separators.size();
  }

  private static long crossing(List<TextRow> rows, double x) {
    return rows.stream()
        .filter(row -> row.segments().stream().anyMatch(s -> s.left() < x - 1 && s.right() > x + 1))
        .count();
  }

  /// Whether any word stands between two places.
  private static boolean isBetween(List<TextRow> rows, double a, double b) {
    return rows.stream()
        .flatMap(row -> row.segments().stream())
        .anyMatch(segment -> {
          double middle = segment.centre();
          return middle > Math.min(a, b) && middle < Math.max(a, b);
        });
  }

  /// The middle of the free stretch of each gutter.
  private static List<Double> gutters(List<TextRow> rows, double left, double right) {
    List<TextRow> rich = rich(rows);
    int bins = (int) Math.min(LARGEST_BINS, Math.ceil((right - left) / BIN_PT));
    int[] covered = new int[bins];
    for (TextRow row : rich) {
      for (Segment segment : row.segments()) {
        int from = Math.clamp((int) Math.floor((segment.left() - left) / BIN_PT), 0, bins);
        int to = Math.clamp((int) Math.ceil((segment.right() - left) / BIN_PT), 0, bins);
        for (int bin = from; bin < to; bin++) {
          covered[bin]++;
        }
      }
    }
    int tolerated = (int) Math.max(rich.size() >= ONE_MAY_CROSS ? 1 : 0, CROSSING * rich.size());
    double em = rich.stream().mapToDouble(TextRow::em).max().orElseThrow();
    List<Double> gutters = new ArrayList<>();
    int start = -1;
    for (int bin = 0; bin < bins; bin++) {
      boolean free = covered[bin] <= tolerated;
      if (free && start < 0) {
        start = bin;
      }
      if (!free && start >= 0) {
        if (start > 0 && (bin - start) * BIN_PT >= NARROWEST_GUTTER_EM * em) {
          gutters.add(left + BIN_PT * emptiest(covered, start, bin));
        }
        start = -1;
      }
    }
    return gutters;
  }

  /// The middle of the widest stretch that the fewest cover.
  private static double emptiest(int[] covered, int from, int to) {
    int least = Arrays.stream(covered, from, to).min().orElseThrow();
    int bestFrom = from;
    int bestLength = 0;
    int start = -1;
    for (int bin = from; bin <= to; bin++) {
      boolean in = bin < to && covered[bin] == least;
      if (in && start < 0) {
        start = bin;
      }
      if (!in && start >= 0) {
        if (bin - start > bestLength) {
          bestFrom = start;
          bestLength = bin - start;
        }
        start = -1;
      }
    }
    return bestFrom + bestLength / 2.0;
  }

  /// Rows with about as many cells as rows usually have: the others span columns, or are notes.
  private static List<TextRow> rich(List<TextRow> rows) {
    int[] counts = rows.stream().mapToInt(row -> row.segments().size()).sorted().toArray();
    int typical = counts[(int) (TYPICAL * (counts.length - 1))];
    int enough = Math.max(2, (int) Math.ceil(RICH * typical));
    List<TextRow> rich = rows.stream().filter(row -> row.segments().size() >= enough).toList();
    return rich.isEmpty() ? rows : rich;
  }

  /// A column that only one row has something in is none, unless it is drawn.
  private static Columns filled(List<TextRow> rows, Columns columns, List<Double> drawn) {
    List<Double> kept = new ArrayList<>(columns.separators);
    Columns now = columns;
    int column = 0;
    while (rows.size() > 2 && column < now.count() && now.count() > 1) {
      int at = column;
      Columns current = now;
      long filledRows =
          rows.stream()
              .filter(row -> row.segments().stream().anyMatch(s -> current.at(s.centre()) == at))
              .count();
      int separator = Math.max(0, column - 1);
      if (filledRows >= 2 || drawn.contains(kept.get(separator))) {
        column++;
      } else {
        kept.remove(separator);
        now =
            new Columns(
                kept, Set.of(), columns.left, columns.right, Math.min(columns.ruled, kept.size()));
        column = separator;
      }
    }
    return now;
  }
}
