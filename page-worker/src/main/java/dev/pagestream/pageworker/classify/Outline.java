package dev.pagestream.pageworker.classify;

/// The form of what is drawn as a whole, as seen from its middle.
///
/// @param ring share of the directions in which it ends where an ellipse would
/// @param frame share of the directions in which it ends where a rectangle would, turned as it fits
///   best
/// @param turnedDegrees that the rectangle is turned by
/// @param box around the ink
/// @param inkShare of that box
record Outline(double ring, double frame, double turnedDegrees, Blob box, double inkShare) {
  private static final int DIRECTIONS = 144;
  private static final double RING_LEAST = 0.9;
  private static final double RING_MOST = 1.06;
  private static final double NEAR = 0.045;
  private static final double MOST_DEGREES = 30;
  private static final double STEP_DEGREES = 2.5;

  static Outline of(Mask ink) {
    Blob box = box(ink);
    double[] xs = new double[DIRECTIONS];
    double[] ys = new double[DIRECTIONS];
    int ring = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      double reach = reach(ink, box, angle);
      xs[i] = box.centreX() + Math.cos(angle) * reach;
      ys[i] = box.centreY() + Math.sin(angle) * reach;
      double normalised =
          Math.hypot(
              (xs[i] - box.centreX()) / (box.width() / 2.0),
              (ys[i] - box.centreY()) / (box.height() / 2.0));
      ring += normalised >= RING_LEAST && normalised <= RING_MOST ? 1 : 0;
    }
    double frame = 0;
    double turned = 0;
    for (double degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += STEP_DEGREES) {
      double found = rectangle(xs, ys, Math.toRadians(degrees)) - Math.abs(degrees) / 1e4;
      if (found > frame) {
        frame = found;
        turned = degrees;
      }
    }
    double share = ink.count() / (double) Math.max(1, box.boxArea());
    return new Outline(ring / (double) DIRECTIONS, frame, turned, box, share);
  }

  private static double rectangle(double[] xs, double[] ys, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < xs.length; i++) {
      double x = xs[i] * cos + ys[i] * sin;
      double y = -xs[i] * sin + ys[i] * cos;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    double near = Math.max(1.5, NEAR * Math.min(right - left, bottom - top));
    int on = 0;
    for (int i = 0; i < xs.length; i++) {
      double x = xs[i] * cos + ys[i] * sin;
      double y = -xs[i] * sin + ys[i] * cos;
      double off = Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y));
      on += off <= near ? 1 : 0;
    }
    return on / (double) xs.length;
  }

  /// To the outermost ink in a direction.
  private static double reach(Mask ink, Blob box, double angle) {
    double longest = Math.hypot(box.width(), box.height()) / 2;
    for (double reach = longest; reach > 0; reach -= 0.7) {
      int x = (int) Math.round(box.centreX() + Math.cos(angle) * reach);
      int y = (int) Math.round(box.centreY() + Math.sin(angle) * reach);
      if (ink.get(x, y)) {
        return reach;
      }
    }
    return 0;
  }

  private static Blob box(Mask ink) {
    int left = ink.width();
    int right = 0;
    int top = ink.height();
    int bottom = 0;
    for (int y = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++) {
        if (ink.get(x, y)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return left > right
        ? new Blob(0, 0, ink.width() - 1, ink.height() - 1, 0, 0, 0, false)
        : new Blob(left, top, right, bottom, 0, 0, 0, false);
  }
}
