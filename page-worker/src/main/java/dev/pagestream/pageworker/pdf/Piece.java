package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import java.awt.geom.Point2D;
import java.util.Arrays;

/// A subpath under construction: its bounds, and what kinds of segments it has. Confined to the
/// thread of the pass.
final class Piece {
  /// Sides that lean less than this are parallel to the page's.
  private static final double PARALLEL_PT = 0.7;

  private static final double DOT_PT = 2.5;
  private static final double WIDEST_RULE_PT = 4;
  private static final double RULE_ASPECT = 4;

  private static final double ROUNDED_STRAIGHT = 0.6;
  private static final double[] NOWHERE = {};

  private Point2D first;
  private Point2D last;
  private double left;
  private double top;
  private double right;
  private double bottom;
  private int segments;
  private int curves;
  private double straightPt;
  private boolean diagonal;

  Piece(Point2D start) {
    first = start;
    last = start;
    left = start.getX();
    right = left;
    top = start.getY();
    bottom = top;
  }

  int segments() {
    return segments;
  }

  /// Goes on elsewhere without drawing.
  void jumpTo(Point2D point) {
    reach(point.getX(), point.getY());
    first = point;
    last = point;
  }

  void lineTo(Point2D end) {
    diagonal |=
        Math.abs(end.getX() - last.getX()) > PARALLEL_PT
            && Math.abs(end.getY() - last.getY()) > PARALLEL_PT;
    reach(end.getX(), end.getY());
    straightPt += last.distance(end);
    segments++;
    last = end;
  }

  void curveTo(Point2D a, Point2D b, Point2D end) {
    for (double t : extremes(last.getX(), a.getX(), b.getX(), end.getX())) {
      reachX(at(t, last.getX(), a.getX(), b.getX(), end.getX()));
    }
    for (double t : extremes(last.getY(), a.getY(), b.getY(), end.getY())) {
      reachY(at(t, last.getY(), a.getY(), b.getY(), end.getY()));
    }
    reach(end.getX(), end.getY());
    curves++;
    segments++;
    last = end;
  }

  void close() {
    if (!last.equals(first)) {
      lineTo(first);
    }
  }

  Box bounds() {
    return new Box(left, top, right, bottom);
  }

  /// Bounds with the ink of a line: a straight one ends where it ends.
  Box inked(double lineWidthPt) {
    double ink = lineWidthPt / 2;
    boolean horizontal = segments == 1 && top == bottom;
    boolean vertical = segments == 1 && left == right;
    double alongX = horizontal ? 0 : ink;
    double alongY = vertical ? 0 : ink;
    return new Box(left - alongX, top - alongY, right + alongX, bottom + alongY);
  }

  /// @param box with its ink
  Atom.Shape shape(Box box, boolean filled, double lineWidthPt) {
    double width = box.width();
    double height = box.height();
    if (width < DOT_PT && height < DOT_PT) {
      return Atom.Shape.DOT;
    }
    double thickest = Math.max(DOT_PT, Math.min(lineWidthPt, WIDEST_RULE_PT));
    if (height <= thickest && width > RULE_ASPECT * height) {
      return Atom.Shape.HORIZONTAL;
    }
    if (width <= thickest && height > RULE_ASPECT * width) {
      return Atom.Shape.VERTICAL;
    }
    if (curves > 0 && !isRounded()) {
      return Atom.Shape.CURVE;
    }
    boolean bar = !filled && segments == 1 && lineWidthPt > WIDEST_RULE_PT;
    return diagonal && !bar ? Atom.Shape.DIAGONAL : Atom.Shape.RECTANGLE;
  }

  /// Four sides, parallel to the page's.
  boolean isRectangle() {
    return segments == 4 && curves == 0 && !diagonal && last.equals(first);
  }

  /// A rectangle with rounded corners: straight for the most part.
  private boolean isRounded() {
    double around = 2 * (right - left + bottom - top);
    return !diagonal && straightPt >= ROUNDED_STRAIGHT * around;
  }

  private void reach(double x, double y) {
    reachX(x);
    reachY(y);
  }

  private void reachX(double x) {
    left = Math.min(left, x);
    right = Math.max(right, x);
  }

  private void reachY(double y) {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }

  private static double at(double t, double p0, double p1, double p2, double p3) {
    double u = 1 - t;
    return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
  }

  /// Where a cubic turns, between its ends.
  private static double[] extremes(double p0, double p1, double p2, double p3) {
    if (between(p0, p1, p3) && between(p0, p2, p3)) {
      return NOWHERE;
    }
    double a = p3 - p0 + 3 * (p1 - p2);
    double b = 2 * (p0 - 2 * p1 + p2);
    double c = p1 - p0;
    if (Math.abs(a) < 1e-9) {
      return Math.abs(b) < 1e-9 ? NOWHERE : inside(-c / b);
    }
    double root = b * b - 4 * a * c;
    if (root < 0) {
      return NOWHERE;
    }
    double sqrt = Math.sqrt(root);
    return inside((-b + sqrt) / (2 * a), (-b - sqrt) / (2 * a));
  }

  private static boolean between(double from, double value, double to) {
    return value >= Math.min(from, to) && value <= Math.max(from, to);
  }

  private static double[] inside(double... parameters) {
    int kept = 0;
    for (double t : parameters) {
      if (t > 0 && t < 1) {
        parameters[kept++] = t;
      }
    }
    return Arrays.copyOf(parameters, kept);
  }
}
