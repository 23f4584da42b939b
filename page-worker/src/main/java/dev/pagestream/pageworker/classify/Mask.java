package dev.pagestream.pageworker.classify;

/// Some of the pixels of a picture. Not thread-safe.
final class Mask {
  private final boolean[] set;
  private final int width;
  private final int height;

  Mask(int width, int height) {
    this.width = width;
    this.height = height;
    set = new boolean[width * height];
  }

  /// What is clearly of neither colour.
  static Mask ink(Raster raster, int background, int ground) {
    Mask mask = new Mask(raster.width(), raster.height());
    for (int i = 0; i < raster.pixels(); i++) {
      int rgb = raster.rgb(i);
      mask.set[i] =
          Colours.distance(rgb, background) > PixelFacts.INK
              && Colours.distance(rgb, ground) > GROUND;
    }
    return mask;
  }

  /// What differs from its surroundings, whatever these are: strokes and letters.
  static Mask strokes(Raster raster) {
    int width = raster.width();
    int height = raster.height();
    long[] sums = new long[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      long row = 0;
      for (int x = 0; x < width; x++) {
        row += raster.luminance(y * width + x);
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    Mask mask = new Mask(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int x0 = Math.max(0, x - REACH);
        int y0 = Math.max(0, y - REACH);
        int x1 = Math.min(width, x + REACH + 1);
        int y1 = Math.min(height, y + REACH + 1);
        long sum =
            sums[y1 * (width + 1) + x1]
                - sums[y0 * (width + 1) + x1]
                - sums[y1 * (width + 1) + x0]
                + sums[y0 * (width + 1) + x0];
        double mean = sum / (double) ((x1 - x0) * (y1 - y0));
        int luminance = raster.luminance(y * width + x);
        mask.set[y * width + x] = Math.abs(luminance - mean) > CONTRAST;
      }
    }
    return mask;
  }

  private static final int GROUND = 20;
  private static final int REACH = 8;
  private static final int CONTRAST = 30;

  /// A copy without some.
  Mask without(Mask other) {
    Mask mask = new Mask(width, height);
    for (int i = 0; i < set.length; i++) {
      mask.set[i] = set[i] && !other.set[i];
    }
    return mask;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean get(int index) {
    return set[index];
  }

  /// Nothing is set beyond the edges.
  boolean get(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && set[y * width + x];
  }

  void set(int x, int y) {
    set[y * width + x] = true;
  }

  int count() {
    int count = 0;
    for (boolean pixel : set) {
      count += pixel ? 1 : 0;
    }
    return count;
  }
}
