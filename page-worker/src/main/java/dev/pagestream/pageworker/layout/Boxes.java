package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;

/// Arithmetic on boxes that the layout steps share.
final class Boxes {
  private Boxes() {}

  /// Shared extent in x, negative when apart.
  static double sharedX(Box a, Box b) {
    return Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
  }

  /// Shared extent in y, negative when apart.
  static double sharedY(Box a, Box b) {
    return Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
  }

  /// Share of the inner box's area that lies in the outer one, 0 to 1.
  static double inside(Box inner, Box outer) {
    double area = inner.area();
    return area == 0 ? 0 : inner.intersect(outer).area() / area;
  }

  static double centreX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  static double centreY(Box box) {
    return (box.top() + box.bottom()) / 2;
  }

  /// To a hundredth of a point: finer differences are noise of the arithmetic.
  static Box rounded(Box box) {
    return new Box(round(box.left()), round(box.top()), round(box.right()), round(box.bottom()));
  }

  static double round(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
