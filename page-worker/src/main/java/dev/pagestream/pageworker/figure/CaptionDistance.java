package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;

/// How far a caption is from what it may caption, in points; more where captions are rarely found.
///
/// @param side on which captions of the page stand
record CaptionDistance(PageText text, Side side) {
  static final double NEVER = Double.MAX_VALUE;

  private static final double X_OVERLAP = 0.25;
  private static final double Y_OVERLAP = 0.6;
  private static final double FARTHEST_BESIDE_PT = 30;
  private static final double BESIDE_AREA_PT2 = 2000;

  /// A caption beside its picture is farther than any above or below within this.
  private static final double BESIDE_PT = 60;

  private static final double BLOCKING = 0.15;
  private static final double UNUSUAL_FACTOR = 1.6;
  private static final double UNUSUAL_PT = 6;
  private static final double SMALL_PT2 = 400;
  private static final double SMALL_PENALTY_PT = 40;

  /// Where captions stand.
  enum Side {
    BELOW,
    ABOVE
  }

  double of(Box picture, TextBlock caption) {
    double best = besideDistance(picture, caption.box());
    Box words = caption.box();
    if (Boxes.sharedX(picture, words) >= X_OVERLAP * Math.min(picture.width(), words.width())) {
      double below = words.top() - picture.bottom();
      double above = picture.top() - words.bottom();
      if (below >= -UNUSUAL_PT) {
        best = Math.min(best, weighted(below, Side.BELOW, picture, words, caption));
      }
      if (above >= -4) {
        best = Math.min(best, weighted(above, Side.ABOVE, words, picture, caption));
      }
    }
    return best != NEVER && picture.area() < SMALL_PT2 ? best + SMALL_PENALTY_PT : best;
  }

  private double weighted(double gap, Side found, Box upper, Box lower, TextBlock caption) {
    if (gap > 200 || !free(upper, lower, caption)) {
      return NEVER;
    }
    double points = Math.max(0, gap);
    return found == side ? points : points * UNUSUAL_FACTOR + UNUSUAL_PT;
  }

  private static double besideDistance(Box picture, Box words) {
    double gap = -Boxes.sharedX(picture, words);
    boolean beside =
        Boxes.sharedY(picture, words) > Y_OVERLAP * Math.min(picture.height(), words.height())
            && picture.area() > BESIDE_AREA_PT2
            && gap >= -3
            && gap <= FARTHEST_BESIDE_PT;
    return beside ? BESIDE_PT + gap : NEVER;
  }

  /// Whether no running text and no other caption stands in the strip between the two.
  private boolean free(Box upper, Box lower, TextBlock caption) {
    Box strip =
        new Box(
            Math.max(upper.left(), lower.left()),
            upper.bottom(),
            Math.min(upper.right(), lower.right()),
            lower.top());
    return text.fixed().stream()
        .filter(block -> block != caption)
        .noneMatch(block -> Boxes.inside(block.box(), strip) > BLOCKING);
  }
}
