package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Knows bars by their common foot: filled, of one breadth, of different lengths.
final class BarChart {
  private static final int MIN_BARS = 3;
  private static final int MOST_BARS = 300;
  private static final double FOOT_PT = 1.5;
  private static final double BREADTH = 0.15;
  private static final double LENGTH = 0.05;

  private BarChart() {}

  static boolean of(Cluster cluster) {
    List<Box> bars =
        cluster.atoms().stream()
            .filter(atom ->
                atom instanceof Atom.Path path
                    && path.shape() == Atom.Shape.RECTANGLE
                    && path.filled()
                    && !path.white())
            .map(Atom::box)
            .limit(MOST_BARS)
            .toList();
    return bars.stream()
        .anyMatch(bar ->
            count(bars, bar, Box::bottom, Box::width, Box::height) >= MIN_BARS
                || count(bars, bar, Box::left, Box::height, Box::width) >= MIN_BARS);
  }

  /// Distinct lengths of the bars that stand with this one.
  private static long count(
      List<Box> bars,
      Box bar,
      ToDoubleFunction<Box> foot,
      ToDoubleFunction<Box> breadth,
      ToDoubleFunction<Box> length) {
    double across = breadth.applyAsDouble(bar);
    double step = Math.max(1, LENGTH * length.applyAsDouble(bar));
    return bars.stream()
        .filter(other ->
            Math.abs(foot.applyAsDouble(other) - foot.applyAsDouble(bar)) <= FOOT_PT
                && Math.abs(breadth.applyAsDouble(other) - across) <= BREADTH * across)
        .map(other -> Math.round(length.applyAsDouble(other) / step))
        .distinct()
        .count();
  }
}
