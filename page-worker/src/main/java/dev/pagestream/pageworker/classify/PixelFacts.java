package dev.pagestream.pageworker.classify;

import java.util.Arrays;

/// What the pixels say without being put together. Shares are of the pixels, 0 to 1.
///
/// @param background the colour most pixels of the border have, or all pixels when they agree on
///   one
/// @param borderShare of the border's pixels that have it
/// @param backgroundShare that have it
/// @param colours needed to paint nine tenths of the pixels, of 4096
/// @param equalShare like their right and their lower neighbour to the bit, nearly
/// @param textureShare that differ a little from both neighbours, as surfaces in a photograph do
/// @param colourfulShare that are clearly not grey
/// @param hues of twelve that colour at least a hundredth of what is not background
/// @param hueShare of what is not background that has the most common hue
/// @param inkShare that is clearly not background
/// @param bilevelShare that is nearly black or nearly white
/// @param blackShare that is nearly black
record PixelFacts(
    int background,
    double borderShare,
    double backgroundShare,
    int colours,
    double equalShare,
    double textureShare,
    double colourfulShare,
    int hues,
    double hueShare,
    double inkShare,
    double bilevelShare,
    double blackShare) {
  /// A pixel that is farther from the background is ink.
  static final int INK = 36;

  static final int COLOURFUL = 48;
  private static final int SAME = 16;
  private static final int EQUAL = 1;
  private static final int TEXTURE_LEAST = 2;
  private static final int TEXTURE_MOST = 40;
  private static final int HUES = 12;
  private static final int BLACK = 70;
  private static final int WHITE = 185;
  private static final double MOST = 0.9;
  private static final double COMMON = 0.5;

  static PixelFacts of(Raster raster) {
    int[] border = borderOf(raster);
    int borderColour = commonest(border);
    int[] everything = everyPixel(raster);
    int all = commonest(everything);
    double borderShare = share(border, borderColour);
    int background = borderShare >= COMMON || share(everything, all) < COMMON ? borderColour : all;
    int pixels = raster.pixels();
    int same = 0;
    int ink = 0;
    int colourful = 0;
    int bilevel = 0;
    int black = 0;
    int[] hues = new int[HUES];
    for (int i = 0; i < pixels; i++) {
      int rgb = raster.rgb(i);
      int distance = Colours.distance(rgb, background);
      same += distance <= SAME ? 1 : 0;
      ink += distance > INK ? 1 : 0;
      if (Colours.chroma(rgb) > COLOURFUL) {
        colourful++;
        if (distance > INK) {
          hues[Colours.hueBin(rgb, HUES)]++;
        }
      }
      int luminance = Colours.luminance(rgb);
      black += luminance < BLACK ? 1 : 0;
      bilevel += luminance < BLACK || luminance > WHITE ? 1 : 0;
    }
    double inkPixels = Math.max(1, ink);
    Neighbours neighbours = Neighbours.of(raster);
    return new PixelFacts(
        background,
        borderShare,
        same / (double) pixels,
        colours(raster),
        neighbours.equal(),
        neighbours.texture(),
        colourful / (double) pixels,
        (int) Arrays.stream(hues).filter(count -> count / inkPixels >= 0.01).count(),
        strongest(hues) / inkPixels,
        ink / (double) pixels,
        bilevel / (double) pixels,
        black / (double) pixels);
  }

  /// Two bins side by side: a hue at their edge falls into both.
  private static int strongest(int[] hues) {
    int most = 0;
    for (int i = 0; i < hues.length; i++) {
      most = Math.max(most, hues[i] + hues[(i + 1) % hues.length]);
    }
    return most;
  }

  private record Neighbours(double equal, double texture) {
    static Neighbours of(Raster raster) {
      int equal = 0;
      int texture = 0;
      int counted = 0;
      for (int y = 0; y + 1 < raster.height(); y++) {
        for (int x = 0; x + 1 < raster.width(); x++) {
          int rgb = raster.rgb(x, y);
          int right = Colours.distance(rgb, raster.rgb(x + 1, y));
          int below = Colours.distance(rgb, raster.rgb(x, y + 1));
          equal += right <= EQUAL && below <= EQUAL ? 1 : 0;
          texture += isTexture(right) && isTexture(below) ? 1 : 0;
          counted++;
        }
      }
      double all = Math.max(1, counted);
      return new Neighbours(equal / all, texture / all);
    }

    private static boolean isTexture(int difference) {
      return difference >= TEXTURE_LEAST && difference <= TEXTURE_MOST;
    }
  }

  private static int[] everyPixel(Raster raster) {
    int[] all = new int[raster.pixels()];
    Arrays.setAll(all, raster::rgb);
    return all;
  }

  private static int[] borderOf(Raster raster) {
    int width = raster.width();
    int height = raster.height();
    int[] border = new int[2 * width + 2 * height];
    int at = 0;
    for (int x = 0; x < width; x++) {
      border[at++] = raster.rgb(x, 0);
      border[at++] = raster.rgb(x, height - 1);
    }
    for (int y = 0; y < height; y++) {
      border[at++] = raster.rgb(0, y);
      border[at++] = raster.rgb(width - 1, y);
    }
    return border;
  }

  private static int commonest(int[] colours) {
    int[] counts = new int[1 << 12];
    for (int rgb : colours) {
      counts[coarse(rgb)]++;
    }
    int bin = 0;
    for (int i = 0; i < counts.length; i++) {
      bin = counts[i] > counts[bin] ? i : bin;
    }
    long red = 0;
    long green = 0;
    long blue = 0;
    int count = 0;
    for (int rgb : colours) {
      if (coarse(rgb) == bin) {
        red += Colours.red(rgb);
        green += Colours.green(rgb);
        blue += Colours.blue(rgb);
        count++;
      }
    }
    int all = Math.max(1, count);
    return (int) (red / all) << 16 | (int) (green / all) << 8 | (int) (blue / all);
  }

  private static double share(int[] colours, int colour) {
    int same = 0;
    for (int rgb : colours) {
      same += Colours.distance(rgb, colour) <= SAME ? 1 : 0;
    }
    return same / (double) Math.max(1, colours.length);
  }

  /// Four bits a channel.
  private static int coarse(int rgb) {
    return (rgb >> 12 & 0xf00) | (rgb >> 8 & 0xf0) | (rgb >> 4 & 0xf);
  }

  private static int colours(Raster raster) {
    int[] counts = new int[1 << 12];
    for (int i = 0; i < raster.pixels(); i++) {
      counts[coarse(raster.rgb(i))]++;
    }
    Arrays.sort(counts);
    int needed = 0;
    int painted = 0;
    for (int i = counts.length - 1; i >= 0 && painted < MOST * raster.pixels(); i--) {
      painted += counts[i];
      needed++;
    }
    return needed;
  }
}
