package dev.pagestream.pageworker.classify;

/// Pixels that hang together. Edges are inclusive.
///
/// @param area its pixels
/// @param span pixels from the first to the last of its own in each row: holes are filled
/// @param rgb colour, where it has one
/// @param edge whether it touches the edge of the picture
record Blob(int left, int top, int right, int bottom, int area, int span, int rgb, boolean edge) {
  int width() {
    return right - left + 1;
  }

  int height() {
    return bottom - top + 1;
  }

  int boxArea() {
    return width() * height();
  }

  double centreX() {
    return (left + right) / 2.0;
  }

  double centreY() {
    return (top + bottom) / 2.0;
  }

  /// Share of its box it takes with its holes filled: 1 for rectangles, about 0.79 for ellipses,
  /// 0.5 for diamonds.
  double fill() {
    return span / (double) boxArea();
  }

  /// Share of its box it takes.
  double density() {
    return area / (double) boxArea();
  }

  boolean isRectangle() {
    return fill() >= 0.93;
  }

  /// With rounded corners too, and with some letters breaking its rim.
  boolean isBoxLike() {
    return fill() >= 0.86;
  }

  boolean holds(Blob other) {
    return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
  }

  /// Between their boxes, 0 when they touch or overlap.
  int gap(Blob other) {
    int x = Math.max(0, Math.max(other.left - right, left - other.right) - 1);
    int y = Math.max(0, Math.max(other.top - bottom, top - other.bottom) - 1);
    return Math.max(x, y);
  }
}
