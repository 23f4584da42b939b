package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;

/// Arithmetic on boxes that the layout steps share.
public final class Boxes {
  private Boxes() {}

  /// Shared extent in x, negative when apart.
  public static double sharedX(Box a, Box b) {
    return Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
  }

  /// Shared extent in y, negative when apart.
  public static double sharedY(Box a, Box b) {
    return Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
  }

  /// Share of the inner box's area that lies in the outer one, 0 to 1.
  public static double inside(Box inner, Box outer) {
    double area = inner.area();
    return area == 0 ? 0 : inner.intersect(outer).area() / area;
  }

  public static double centreX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  public static double centreY(Box box) {
    return (box.top() + box.bottom()) / 2;
  }

  /// Whether the two touch or overlap; boxes without width or height count.
  public static boolean touch(Box a, Box b) {
    return sharedX(a, b) >= 0 && sharedY(a, b) >= 0;
  }

  /// Whether the inner box lies in the outer one, but for the tolerance; boxes without width or
  /// height count.
  public static boolean holds(Box outer, Box inner, double tolerancePt) {
    return inner.left() >= outer.left() - tolerancePt
        && inner.right() <= outer.right() + tolerancePt
        && inner.top() >= outer.top() - tolerancePt
        && inner.bottom() <= outer.bottom() + tolerancePt;
  }

  public static Box grown(Box box, double byPt) {
    return new Box(box.left() - byPt, box.top() - byPt, box.right() + byPt, box.bottom() + byPt);
  }

  /// Gap in x, 0 when they share some.
  public static double gapX(Box a, Box b) {
    return Math.max(0, -sharedX(a, b));
  }

  /// Between their nearest edges, 0 when they touch.
  public static double distance(Box a, Box b) {
    return Math.hypot(gapX(a, b), gapY(a, b));
  }

  /// Gap in y, 0 when they share some.
  public static double gapY(Box a, Box b) {
    return Math.max(0, -sharedY(a, b));
  }

  /// Intersection over union, 0 to 1.
  public static double iou(Box a, Box b) {
    double shared = a.intersect(b).area();
    double all = a.area() + b.area() - shared;
    return all == 0 ? 0 : shared / all;
  }

  /// Boxes put together with those they go with.
  ///
  /// @param boxes in the order they are looked at
  /// @param goesOn whether the first one, which may be a union already, goes on with the second
  public static List<Box> joined(List<Box> boxes, BiPredicate<Box, Box> goesOn) {
    List<Box> joined = new ArrayList<>();
    for (Box box : boxes) {
      int at = 0;
      while (at < joined.size() && !goesOn.test(joined.get(at), box)) {
        at++;
      }
      if (at < joined.size()) {
        joined.set(at, joined.get(at).union(box));
      } else {
        joined.add(box);
      }
    }
    return joined;
  }

  /// @param boxes not empty
  public static Box union(Collection<Box> boxes) {
    return boxes.stream().reduce(Box::union).orElseThrow();
  }

  /// To a hundredth of a point: finer differences are noise of the arithmetic.
  public static Box rounded(Box box) {
    return new Box(round(box.left()), round(box.top()), round(box.right()), round(box.bottom()));
  }

  public static double round(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
