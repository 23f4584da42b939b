package dev.pagestream.pageworker.model;

/// Tells text written from right to left (Arabic, Hebrew) from other text.
public final class TextDirection {
  private TextDirection() {}

  /// Whether most letters are of a script written from right to left.
  public static boolean isRightToLeft(CharSequence text) {
    long right = text.codePoints().filter(TextDirection::isRightToLeft).count();
    return right > 0
        && right
            >= text.codePoints()
                .filter(
                    c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .count();
  }

  public static boolean isRightToLeft(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          true;
      default -> false;
    };
  }
}
