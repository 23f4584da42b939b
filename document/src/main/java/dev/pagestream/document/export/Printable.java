package dev.pagestream.document.export;

import dev.pagestream.document.Unicode;

/// Texts as they may stand in a document for people.
final class Printable {
  private static final int EMBEDDING_FIRST = 0x202A;
  private static final int OVERRIDE_LAST = 0x202E;
  private static final int ISOLATE_FIRST = 0x2066;
  private static final int ISOLATE_LAST = 0x2069;

  private static final int NONCHARACTER_FIRST = 0xFDD0;
  private static final int NONCHARACTER_LAST = 0xFDEF;

  /// The last two of each plane are none.
  private static final int PLANE_END = 0xFFFE;

  private Printable() {}

  /// The text without control characters that are no white space, without noncharacters, and
  /// without the bidi controls that open a range: one that is not closed reorders what follows, and
  /// even a closed one shows another order than a screen reader reads. No script needs them where
  /// each text says its direction. The marks U+200E, U+200F and U+061C stay, since they open
  /// nothing.
  static String text(String text) {
    return text.codePoints().allMatch(Printable::isPrintable)
        ? text
        : Unicode.wellFormed(text)
            .codePoints()
            .filter(Printable::isPrintable)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isPrintable(int character) {
    boolean control = Character.getType(character) == Character.CONTROL;
    boolean half = Character.getType(character) == Character.SURROGATE;
    return !half
        && !(control && !isWhitespace(character))
        && !isBidi(character)
        && !isNone(character);
  }

  /// Among control characters.
  private static boolean isWhitespace(int control) {
    return (control >= '\t' && control <= '\r') || control == '\u0085';
  }

  private static boolean isBidi(int character) {
    return (character >= EMBEDDING_FIRST && character <= OVERRIDE_LAST)
        || (character >= ISOLATE_FIRST && character <= ISOLATE_LAST);
  }

  private static boolean isNone(int character) {
    return (character >= NONCHARACTER_FIRST && character <= NONCHARACTER_LAST)
        || (character & PLANE_END) == PLANE_END;
  }
}
