package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Origin;

/// One glyph as displayed. `along` runs in reading direction and `across` down the page, whichever
/// way the text is turned, so that joining glyphs to lines knows no rotation.
///
/// @param text blank for a space
/// @param start where it begins, along
/// @param end where the next one would begin, along
/// @param baseline across
/// @param upright whether it stands in a column of upright signs
record Glyph(
    String text,
    Box box,
    Direction direction,
    double start,
    double end,
    double baseline,
    double sizePt,
    boolean upright,
    boolean bold,
    boolean visible,
    Origin origin) {
  /// The way a line is read on the displayed page.
  enum Direction {
    RIGHT,
    LEFT,
    UP,
    DOWN;

    static Direction of(double dx, double dy) {
      if (Math.abs(dy) > Math.abs(dx)) {
        return dy < 0 ? UP : DOWN;
      }
      return dx < 0 ? LEFT : RIGHT;
    }

    double along(double x, double y) {
      return switch (this) {
        case RIGHT -> x;
        case LEFT -> -x;
        case UP -> -y;
        case DOWN -> y;
      };
    }

    double across(double x, double y) {
      return switch (this) {
        case RIGHT, LEFT -> y;
        case UP, DOWN -> x;
      };
    }

    boolean vertical() {
      return this == UP || this == DOWN;
    }
  }
}
