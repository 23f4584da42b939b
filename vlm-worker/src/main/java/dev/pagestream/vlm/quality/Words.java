package dev.pagestream.vlm.quality;

import java.lang.Character.UnicodeScript;
import java.util.Optional;

/// Counts words, and characters where words are not parted by spaces.
final class Words {
  /// A word weighs 5, a character of a script without spaces 3: three words or five characters.
  private static final int WORD = 5;

  private static final int CHARACTER = 3;
  private static final int ENOUGH = 3 * WORD;

  private Words() {}

  /// Many small models answer "In" or "This" (docling#2412).
  static Optional<Finding> tooFew(String text) {
    int weight = 0;
    boolean inWord = false;
    int character;
    for (int i = 0; i < text.length() && weight < ENOUGH; i += Character.charCount(character)) {
      character = text.codePointAt(i);
      boolean unspaced = unspaced(character);
      if (unspaced) {
        weight += CHARACTER;
      }
      boolean letter = !unspaced && Character.isLetterOrDigit(character);
      if (letter && !inWord) {
        weight += WORD;
      }
      boolean joins = character == '\'' || character == '’' || character == '-';
      boolean mark = Character.getType(character) == Character.NON_SPACING_MARK;
      inWord = letter || (inWord && (joins || mark));
    }
    return weight >= ENOUGH
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Gate.ONE_WORD,
                "The answer has fewer than three words.",
                "Answer in full sentences."));
  }

  private static boolean unspaced(int character) {
    if (character < 0x0E00) {
      return false;
    }
    return switch (UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false; // All other scripts put spaces between words.
    };
  }
}
