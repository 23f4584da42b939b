package dev.pagestream.pageworker.classify;

import java.util.Arrays;

/// Lines that run through a picture from left to right, as the series of a line chart do: of one
/// colour, thin, without gaps.
///
/// @param coloured of colours that are not grey
/// @param dark black and grey ones
/// @param longest share of the width that the longest reaches over
record Traces(int coloured, int dark, double longest) {
  private static final int HUES = 12;
  private static final int CHROMA = 40;
  private static final int DARK = 150;
  private static final int NEAR_PX = 4;
  private static final double COVER = 0.33;
  private static final double LEAST_RANGE = 0.06;

  /// Dots beside one another are no line: it hangs together over some of the width.
  private static final double PIECE = 0.09;

  private static final double IN_PIECES = 0.25;

  static Traces of(Raster raster, Mask ink, Mask rulings, Words words) {
    Mask letters = new Mask(raster.width(), raster.height());
    for (Blob text : words.texts()) {
      if (text.width() < raster.width() / 3) {
        fill(letters, text);
      }
    }
    Mask[] hues = new Mask[HUES];
    Arrays.setAll(hues, _ -> new Mask(raster.width(), raster.height()));
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int rgb = raster.rgb(x, y);
        if (ink.get(x, y) && Colours.chroma(rgb) > CHROMA) {
          double hue = Colours.hue(rgb) * HUES / 6;
          for (int i = 0; i < HUES; i++) {
            if (isNear(hue, i)) {
              hues[i].set(x, y);
            }
          }
        }
      }
    }
    int coloured = 0;
    double longest = 0;
    for (Mask hue : hues) {
      double reach = reach(hue, 2.5);
      coloured += reach > 0 ? 1 : 0;
      longest = Math.max(longest, reach);
    }
    Mask dark = new Mask(raster.width(), raster.height());
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int rgb = raster.rgb(x, y);
        if (ink.get(x, y)
            && Colours.chroma(rgb) <= CHROMA
            && Colours.luminance(rgb) < DARK
            && !rulings.get(x, y)
            && !letters.get(x, y)) {
          dark.set(x, y);
        }
      }
    }
    double reach = reach(dark, 5);
    return new Traces(coloured, reach > 0 ? 1 : 0, Math.max(longest, reach));
  }

  /// Bins overlap by half of their width: a colour at the edge of one is in the middle of another.
  private static boolean isNear(double hue, int bin) {
    double off = Math.abs(hue - bin);
    return Math.min(off, HUES - off) <= 0.75;
  }

  private static void fill(Mask mask, Blob box) {
    for (int y = Math.max(0, box.top()); y <= Math.min(mask.height() - 1, box.bottom()); y++) {
      for (int x = Math.max(0, box.left()); x <= Math.min(mask.width() - 1, box.right()); x++) {
        mask.set(x, y);
      }
    }
  }

  /// Share of the width it runs over; 0 when it is none.
  private static double reach(Mask mask, double mostRuns) {
    int columns = 0;
    int runs = 0;
    int pixels = 0;
    int linked = 0;
    int top = mask.height();
    int bottom = 0;
    int first = mask.width();
    int last = 0;
    for (int x = 0; x < mask.width(); x++) {
      int before = runs;
      for (int y = 0; y < mask.height(); y++) {
        if (mask.get(x, y)) {
          pixels++;
          if (!mask.get(x, y - 1)) {
            runs++;
            linked += goesOn(mask, x, y) ? 1 : 0;
            top = Math.min(top, y);
          }
          bottom = Math.max(bottom, y);
        }
      }
      if (runs > before) {
        columns++;
        first = Math.min(first, x);
        last = x;
      }
    }
    if (columns == 0) {
      return 0;
    }
    double cover = columns / (double) mask.width();
    boolean trace =
        cover >= COVER
            && columns >= 0.55 * (last - first + 1)
            && runs <= mostRuns * columns
            && pixels <= 7.0 * runs
            && linked >= 0.72 * runs
            && bottom - top >= LEAST_RANGE * mask.height();
    return trace && inPieces(mask) >= IN_PIECES * mask.width() ? cover : 0;
  }

  /// Widths of what hangs together over some of the width, added up.
  private static int inPieces(Mask mask) {
    return Blobs.marks(mask).stream()
        .mapToInt(Blob::width)
        .filter(width -> width >= PIECE * mask.width())
        .sum();
  }

  /// Whether the run that begins here has something next to it on the right, a dash's gap away at
  /// most.
  private static boolean goesOn(Mask mask, int x, int top) {
    int bottom = top;
    while (mask.get(x, bottom + 1)) {
      bottom++;
    }
    for (int y = top - NEAR_PX; y <= bottom + NEAR_PX; y++) {
      if (mask.get(x + 1, y)) {
        return true;
      }
    }
    return false;
  }
}
