package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.Atom;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.jspecify.annotations.Nullable;

/// Reads colours, the last one from memory: one colour mostly serves many paths. Confined to the
/// thread of the pass.
final class Colours {
  private static final double INVISIBLE_ALPHA = 0.03;

  private @Nullable PDColor last;
  private int lastRgb;

  /// @param alpha 0 to 1
  /// @return 0xRRGGBB, or [Atom.Path#PATTERN], or [Atom.Path#NONE] when it cannot be seen
  int read(PDColor colour, double alpha) {
    if (invisible(alpha)) {
      return Atom.Path.NONE;
    }
    if (colour.isPattern()) {
      return Atom.Path.PATTERN;
    }
    if (!colour.equals(last)) {
      lastRgb = rgb(colour);
      last = colour;
    }
    return lastRgb;
  }

  static boolean invisible(double alpha) {
    return alpha < INVISIBLE_ALPHA;
  }

  private static int rgb(PDColor colour) {
    try {
      return colour.toRGB() & 0xffffff;
    } catch (IOException | RuntimeException e) {
      return Atom.Path.PATTERN; // A damaged colour space: painted, in a colour unknown.
    }
  }
}
