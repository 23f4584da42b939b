package dev.pagestream.pageworker.classify;

/// Arithmetic on colours, 8 bits a channel.
final class Colours {
  private static final int CHANNEL = 0xff;

  private Colours() {}

  static int red(int rgb) {
    return rgb >> 16 & CHANNEL;
  }

  static int green(int rgb) {
    return rgb >> 8 & CHANNEL;
  }

  static int blue(int rgb) {
    return rgb & CHANNEL;
  }

  static int luminance(int rgb) {
    return (299 * red(rgb) + 587 * green(rgb) + 114 * blue(rgb)) / 1000;
  }

  /// The largest difference of a channel.
  static int distance(int a, int b) {
    return Math.max(
        Math.abs(red(a) - red(b)),
        Math.max(Math.abs(green(a) - green(b)), Math.abs(blue(a) - blue(b))));
  }

  /// Between the strongest and the weakest channel, 0 to 255: pale colours have little.
  static int chroma(int rgb) {
    int most = Math.max(red(rgb), Math.max(green(rgb), blue(rgb)));
    int least = Math.min(red(rgb), Math.min(green(rgb), blue(rgb)));
    return most - least;
  }

  /// 0 to 5.999 round the circle from red; 0 for greys.
  static double hue(int rgb) {
    int chroma = chroma(rgb);
    if (chroma == 0) {
      return 0;
    }
    int most = Math.max(red(rgb), Math.max(green(rgb), blue(rgb)));
    double hue;
    if (most == red(rgb)) {
      hue = (green(rgb) - blue(rgb)) / (double) chroma;
    } else if (most == green(rgb)) {
      hue = 2 + (blue(rgb) - red(rgb)) / (double) chroma;
    } else {
      hue = 4 + (red(rgb) - green(rgb)) / (double) chroma;
    }
    return (hue + 6) % 6;
  }

  /// One of so many equal parts of the circle.
  static int hueBin(int rgb, int bins) {
    return Math.min(bins - 1, (int) (hue(rgb) * bins / 6));
  }
}
