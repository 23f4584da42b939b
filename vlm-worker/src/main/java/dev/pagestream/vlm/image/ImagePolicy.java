package dev.pagestream.vlm.image;

/// What a model can make use of. A picture within these bounds is sent as it is. Immutable.
///
/// @param maxPixels 0 for any number
/// @param maxLongSidePx 0 for any length
/// @param maxShortSidePx 0 for any length
/// @param multiple sides of a picture that is made smaller are rounded down to multiples of this;
///   the others are left to the server, which rounds by itself
/// @param minSidePx shorter sides are enlarged to it; 0 never enlarges
/// @param maxAspect from this ratio of the sides on a picture is refused, 0 for never
/// @param jpegQuality 0 to 1
public record ImagePolicy(
    long maxPixels,
    int maxLongSidePx,
    int maxShortSidePx,
    int multiple,
    int minSidePx,
    double maxAspect,
    Encoding encoding,
    double jpegQuality,
    TokenFormula formula) {
  public static final double JPEG_QUALITY = 0.85;

  /// Pixels are never taken away below this.
  private static final long LEAST_PIXELS = 28 * 28;

  public ImagePolicy {
    require(maxPixels >= 0, "maxPixels is " + maxPixels + ", must not be negative");
    require(maxLongSidePx >= 0, "maxLongSidePx is " + maxLongSidePx + ", must not be negative");
    require(maxShortSidePx >= 0, "maxShortSidePx is " + maxShortSidePx + ", must not be negative");
    require(multiple >= 1, "multiple is " + multiple + ", must be at least 1");
    require(minSidePx >= 0, "minSidePx is " + minSidePx + ", must not be negative");
    require(maxAspect >= 0, "maxAspect is " + maxAspect + ", must not be negative");
    require(
        jpegQuality > 0 && jpegQuality <= 1,
        "jpegQuality is " + jpegQuality + ", must be above 0 and at most 1");
  }

  /// With the limits somebody asked for in place of the family's; 0 keeps the family's.
  public ImagePolicy with(int newMaxLongSidePx, long newMaxPixels, Encoding newEncoding) {
    return new ImagePolicy(
        newMaxPixels > 0 ? newMaxPixels : maxPixels,
        newMaxLongSidePx > 0 ? newMaxLongSidePx : maxLongSidePx,
        maxShortSidePx,
        multiple,
        minSidePx,
        maxAspect,
        newEncoding,
        jpegQuality,
        formula);
  }

  /// For half the pixels of what a picture of this size is sent with now.
  public ImagePolicy smaller(int widthPx, int heightPx) {
    Fit now = fit(widthPx, heightPx);
    long half = Math.max(LEAST_PIXELS, (long) now.widthPx() * now.heightPx() / 2);
    return new ImagePolicy(
        half,
        maxLongSidePx,
        maxShortSidePx,
        multiple,
        minSidePx,
        maxAspect,
        encoding,
        jpegQuality,
        formula);
  }

  /// Prompt tokens of a picture of this size, once it is made to fit; at least 1.
  public long estimatedTokens(int widthPx, int heightPx) {
    Fit fit = fit(widthPx, heightPx);
    return formula.tokens(fit.widthPx(), fit.heightPx());
  }

  /// Whether the sides are too unequal for the model.
  boolean refuses(int widthPx, int heightPx) {
    double aspect = (double) Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx);
    return maxAspect > 0 && aspect >= maxAspect;
  }

  Fit fit(int widthPx, int heightPx) {
    if (widthPx < 1 || heightPx < 1) {
      throw new IllegalArgumentException("size is " + widthPx + " x " + heightPx);
    }
    int shortSide = Math.min(widthPx, heightPx);
    double largest = largestScale(widthPx, heightPx);
    if (largest < 1) {
      int width = rounded(widthPx * largest);
      int height = rounded(heightPx * largest);
      return new Fit(width, height, Math.max(width, minSidePx), Math.max(height, minSidePx));
    }
    if (shortSide >= minSidePx) {
      return new Fit(widthPx, heightPx, widthPx, heightPx);
    }
    double enlarged = Math.min(largest, (double) minSidePx / shortSide);
    int width = Math.max(1, (int) Math.round(widthPx * enlarged));
    int height = Math.max(1, (int) Math.round(heightPx * enlarged));
    return new Fit(width, height, Math.max(width, minSidePx), Math.max(height, minSidePx));
  }

  /// May be above 1: by how much a picture could grow.
  private double largestScale(int widthPx, int heightPx) {
    double scale = Double.MAX_VALUE;
    if (maxLongSidePx > 0) {
      scale = Math.min(scale, (double) maxLongSidePx / Math.max(widthPx, heightPx));
    }
    if (maxShortSidePx > 0) {
      scale = Math.min(scale, (double) maxShortSidePx / Math.min(widthPx, heightPx));
    }
    if (maxPixels > 0) {
      scale = Math.min(scale, Math.sqrt((double) maxPixels / ((double) widthPx * heightPx)));
    }
    return scale;
  }

  private int rounded(double side) {
    int whole = Math.max(1, (int) Math.floor(side + 1e-6));
    return whole < multiple ? whole : whole - whole % multiple;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
