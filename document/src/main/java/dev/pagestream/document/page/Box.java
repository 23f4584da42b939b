package dev.pagestream.document.page;

/// A rectangle in PDF points (1/72 inch), origin at the top left of the displayed page (crop box,
/// rotation applied), y downwards.
///
/// @param left smaller x
/// @param top smaller y
/// @param right larger x
/// @param bottom larger y
public record Box(double left, double top, double right, double bottom) {
  /// Where a thing stands whose source has no pages, or does not say.
  public static final Box NOWHERE = new Box(0, 0, 0, 0);

  public double width() {
    return Math.max(0, right - left);
  }

  public double height() {
    return Math.max(0, bottom - top);
  }

  public double area() {
    return width() * height();
  }

  /// The overlap, with zero area when there is none.
  public Box intersect(Box other) {
    return new Box(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  public Box union(Box other) {
    return new Box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }
}
