package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/// Puts together again what a producer has cut into strips or tiles.
///
/// Two boxes are one when they touch along a whole edge. Runs of strips are joined in one
/// direction, then in the other, until nothing changes; each pass sorts, so thousands of strips are
/// no burden.
public final class ImageTiles {
  private static final double TOUCH_PT = 1.5;
  private static final int MAX_ROUNDS = 4;

  private ImageTiles() {}

  static List<Box> merge(List<Box> boxes) {
    List<Box> merged = boxes;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      int before = merged.size();
      merged = runs(merged, DOWNWARDS, ImageTiles::continuesBelow);
      merged = runs(merged, RIGHTWARDS, ImageTiles::continuesRight);
      if (merged.size() == before) {
        break;
      }
    }
    return merged;
  }

  private static final Comparator<Box> DOWNWARDS =
      Comparator.<Box>comparingLong(box -> Math.round(box.left()))
          .thenComparingLong(box -> Math.round(box.right()))
          .thenComparingDouble(Box::top);

  private static final Comparator<Box> RIGHTWARDS =
      Comparator.<Box>comparingLong(box -> Math.round(box.top()))
          .thenComparingLong(box -> Math.round(box.bottom()))
          .thenComparingDouble(Box::left);

  private static List<Box> runs(
      List<Box> boxes, Comparator<Box> order, BiPredicate<Box, Box> continues) {
    List<Box> merged = new ArrayList<>();
    for (Box box : boxes.stream().sorted(order).toList()) {
      if (!merged.isEmpty() && continues.test(merged.getLast(), box)) {
        merged.add(merged.removeLast().union(box));
      } else {
        merged.add(box);
      }
    }
    return merged;
  }

  private static boolean continuesBelow(Box above, Box below) {
    return near(above.left(), below.left())
        && near(above.right(), below.right())
        && below.top() - above.bottom() <= TOUCH_PT;
  }

  private static boolean continuesRight(Box left, Box right) {
    return near(left.top(), right.top())
        && near(left.bottom(), right.bottom())
        && right.left() - left.right() <= TOUCH_PT;
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= TOUCH_PT;
  }
}
