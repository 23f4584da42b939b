package dev.pagestream.pageworker.model;

/// Tells text written from right to left (Arabic, Hebrew) from other text.
public final class TextDirection {
  /// Hebrew begins here; nothing before it is written from right to left.
  private static final char FIRST_RIGHT_TO_LEFT = 0x0590;

  private TextDirection() {}

  /// Whether most letters are of a script written from right to left.
  public static boolean isRightToLeft(CharSequence text) {
    if (!hasRightToLeft(text)) {
      return false;
    }
    long right = text.codePoints().filter(TextDirection::isRightToLeft).count();
    return right
        >= text.codePoints()
            .filter(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
            .count();
  }

  /// Whether any letter is. Cheap: asked of every glyph.
  public static boolean hasRightToLeft(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_RIGHT_TO_LEFT && isRightToLeft(Character.codePointAt(text, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRightToLeft(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          true;
      default -> false;
    };
  }
}
