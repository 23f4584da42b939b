package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Reading order by recursive cuts (XY-cut): a region is split at its widest gutter into columns or
/// at its widest gap into rows, until nothing separates what is left.
///
/// @param <T> what is ordered
public final class ReadingOrder<T> {
  private final Function<T, Box> boxOf;
  private final double bodyPt;
  private final boolean rightToLeft;

  private ReadingOrder(Function<T, Box> boxOf, PageStatistics statistics) {
    // Columns of signs from right to left are lines from top to bottom on the page turned round.
    this.boxOf = statistics.columns() ? boxOf.andThen(ColumnBlocks::turned) : boxOf;
    this.bodyPt = statistics.bodyPt();
    this.rightToLeft = statistics.rightToLeft() && !statistics.columns();
  }

  public static <T> List<T> of(List<T> items, Function<T, Box> boxOf, PageStatistics statistics) {
    List<T> ordered = new ArrayList<>(items.size());
    new ReadingOrder<>(boxOf, statistics).cut(items, ordered);
    return ordered;
  }

  private void cut(List<T> items, List<T> ordered) {
    if (items.size() < 2) {
      ordered.addAll(items);
      return;
    }
    Gap column = widest(items, Box::left, Box::right);
    Gap row = widest(items, Box::top, Box::bottom);
    if (columnsFirst(items, column, row)) {
      splitColumns(items, ordered, column);
    } else if (row.width() > 0.25 * bodyPt) {
      split(items, ordered, row, Boxes::centreY);
    } else if (column.width() > 0.4 * bodyPt) {
      splitColumns(items, ordered, column);
    } else {
      items.stream()
          .sorted(
              Comparator.comparingDouble((T item) -> boxOf.apply(item).top())
                  .thenComparingDouble(item -> boxOf.apply(item).left()))
          .forEach(ordered::add);
    }
  }

  private boolean columnsFirst(List<T> items, Gap column, Gap row) {
    if (column.width() <= 0.9 * bodyPt || row.width() > 2.2 * column.width()) {
      return false;
    }
    return Boxes.sharedY(
            extent(side(items, column, Boxes::centreX, true)),
            extent(side(items, column, Boxes::centreX, false)))
        > 0;
  }

  private void splitColumns(List<T> items, List<T> ordered, Gap gap) {
    cut(side(items, gap, Boxes::centreX, !rightToLeft), ordered);
    cut(side(items, gap, Boxes::centreX, rightToLeft), ordered);
  }

  private void split(List<T> items, List<T> ordered, Gap gap, ToDoubleFunction<Box> centre) {
    cut(side(items, gap, centre, true), ordered);
    cut(side(items, gap, centre, false), ordered);
  }

  private List<T> side(List<T> items, Gap gap, ToDoubleFunction<Box> centre, boolean before) {
    return items.stream()
        .filter(item -> (centre.applyAsDouble(boxOf.apply(item)) < gap.middle()) == before)
        .toList();
  }

  private Box extent(List<T> items) {
    return items.stream().map(boxOf).reduce(Box::union).orElseThrow();
  }

  /// The widest stretch of one axis that no item covers; of width 0 when there is none.
  private Gap widest(List<T> items, ToDoubleFunction<Box> start, ToDoubleFunction<Box> end) {
    List<Box> sorted = items.stream().map(boxOf).sorted(Comparator.comparingDouble(start)).toList();
    Gap best = new Gap(0, 0);
    double covered = end.applyAsDouble(sorted.getFirst());
    for (Box box : sorted) {
      if (start.applyAsDouble(box) - covered > best.width()) {
        best = new Gap(covered, start.applyAsDouble(box));
      }
      covered = Math.max(covered, end.applyAsDouble(box));
    }
    return best;
  }

  private record Gap(double from, double to) {
    double width() {
      return to - from;
    }

    double middle() {
      return (from + to) / 2;
    }
  }
}
