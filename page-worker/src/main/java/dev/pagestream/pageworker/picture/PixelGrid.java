package dev.pagestream.pageworker.picture;

import dev.pagestream.document.page.Box;

/// Where a box lies on a page rendered at some scale. The pixels a box touches in part belong to
/// it.
///
/// @param x from the left edge of the page
/// @param y from the top edge of the page
public record PixelGrid(int x, int y, int width, int height, double scale) {
  /// The grid at the wished scale, or at the largest one below that stays within the pixels.
  /// Allocates nothing.
  public static PixelGrid of(Box box, double scale, long maxPixels) {
    double fitting = fit(box.width(), box.height(), scale, maxPixels);
    PixelGrid grid = at(box, fitting);
    while (grid.pixels() > maxPixels && grid.pixels() > 1) {
      fitting *= 0.99; // Rounding outwards went over by a row or a column.
      grid = at(box, fitting);
    }
    return grid;
  }

  /// The largest scale up to the wished one at which width x height stays within the pixels.
  public static double fit(double width, double height, double scale, long maxPixels) {
    double pixels = width * height * scale * scale;
    return pixels <= maxPixels ? scale : scale * Math.sqrt(maxPixels / pixels);
  }

  public long pixels() {
    return (long) width * height;
  }

  private static PixelGrid at(Box box, double scale) {
    int left = (int) Math.floor(box.left() * scale + EDGE);
    int top = (int) Math.floor(box.top() * scale + EDGE);
    int right = (int) Math.ceil(box.right() * scale - EDGE);
    int bottom = (int) Math.ceil(box.bottom() * scale - EDGE);
    return new PixelGrid(left, top, Math.max(1, right - left), Math.max(1, bottom - top), scale);
  }

  /// Less than this of a pixel is noise of the arithmetic, not part of the box.
  private static final double EDGE = 0.02;
}
