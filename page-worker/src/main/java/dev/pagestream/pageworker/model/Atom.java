package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;

/// One mark on a page that is not text: a bitmap, a drawn path or a shading. Its box lies on the
/// displayed page and is clipped as the mark is; a line may have no height or no width. Immutable.
public sealed interface Atom {
  Box box();

  Origin origin();

  /// Whether it is a thin line, or a dot.
  default boolean rule() {
    return false;
  }

  /// The placement of a bitmap.
  record Bitmap(Box box, Origin origin) implements Atom {}

  /// A path, or a piece of one that stands alone.
  ///
  /// @param strokeRgb colour of the stroke, or [Path#NONE] or [Path#PATTERN]
  /// @param fillRgb colour inside, or [Path#NONE] or [Path#PATTERN]
  record Path(Box box, Shape shape, int strokeRgb, int fillRgb, Origin origin) implements Atom {
    /// Not painted.
    public static final int NONE = -1;

    /// Painted with a pattern, whose colours are not read.
    public static final int PATTERN = -2;

    private static final int WHITE_CHANNEL = 248;

    /// Whether all that is painted is white.
    public boolean white() {
      return (strokeRgb == NONE || isWhite(strokeRgb)) && (fillRgb == NONE || isWhite(fillRgb));
    }

    public boolean filled() {
      return fillRgb != NONE;
    }

    @Override
    public boolean rule() {
      return shape == Shape.HORIZONTAL || shape == Shape.VERTICAL || shape == Shape.DOT;
    }

    private static boolean isWhite(int rgb) {
      return rgb >= 0
          && (rgb >> 16 & 0xff) > WHITE_CHANNEL
          && (rgb >> 8 & 0xff) > WHITE_CHANNEL
          && (rgb & 0xff) > WHITE_CHANNEL;
    }
  }

  /// A shading painted over the whole clip.
  record Shading(Box box, Origin origin) implements Atom {}

  /// What a path looks like.
  enum Shape {
    /// A rule: thin, and at least four times as long.
    HORIZONTAL,
    VERTICAL,
    /// Smaller than 2.5 points either way.
    DOT,
    /// All sides parallel to the page's.
    RECTANGLE,
    /// Straight, not parallel to the page's sides.
    DIAGONAL,
    CURVE
  }
}
