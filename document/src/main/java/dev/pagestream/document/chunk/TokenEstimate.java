package dev.pagestream.document.chunk;

/// An estimate without any vocabulary, for the WordPiece of BERT without case, which docling's
/// default model has. It errs on the high side: it was fitted to the Universal Declaration of Human
/// Rights in some forty languages, and counts fewer tokens than there are for none of them. English
/// comes out a good two times as long as it is, most other languages in Latin letters a quarter
/// longer; the rest is close. A word longer than [#MAX_WORD] is no word but a code or a key, and is
/// counted letter by letter, as numbers are digit by digit.
///
/// It says too little for tokenizers that read bytes: they split other scripts than Latin into more
/// tokens.
public final class TokenEstimate implements TokenCount {
  /// Letters that no word of a language has; what is longer is counted letter by letter.
  static final int MAX_WORD = 32;

  /// Most words as short as this are in a vocabulary.
  private static final int SHORT_WORD = 3;

  private static final int PERCENT = 100;

  /// Of a token.
  private static final int PERCENT_PER_LETTER = 42;

  /// In words with a letter that English does not have.
  private static final int PERCENT_PER_LETTER_WITH_MARKS = 52;

  private static final int LAST_ASCII = 0x7F;
  private static final int FIRST_HANGUL_SYLLABLE = 0xAC00;
  private static final int LAST_HANGUL_SYLLABLE = 0xD7A3;

  /// Syllables with the same first consonant and vowel: the one without a last consonant is the
  /// first of them.
  private static final int HANGUL_FINALS = 28;

  @Override
  public int tokens(String text) {
    Counting counting = new Counting();
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      counting.add(character);
      at += Character.charCount(character);
    }
    counting.endWord();
    return Math.toIntExact(counting.tokens);
  }

  @Override
  public String name() {
    return "estimate";
  }

  /// Confined to one text.
  private static final class Counting {
    private long tokens;
    private int letters;
    private boolean marks;

    /// Whether a mark would be the first of its letter.
    private boolean afterLetter;

    void add(int character) {
      if (isLatin(character)) {
        letters++;
        marks |= character > LAST_ASCII;
        afterLetter = true;
      } else if (afterLetter && Character.getType(character) == Character.NON_SPACING_MARK) {
        marks = true;
        afterLetter = false;
      } else {
        endWord();
        tokens += alone(character);
        afterLetter = Character.isLetter(character);
      }
    }

    void endWord() {
      if (letters > MAX_WORD) {
        tokens += letters;
      } else if (letters > SHORT_WORD) {
        int percent = marks ? PERCENT_PER_LETTER_WITH_MARKS : PERCENT_PER_LETTER;
        tokens += Math.ceilDiv(letters * percent, PERCENT);
      } else if (letters > 0) {
        tokens++;
      }
      letters = 0;
      marks = false;
    }
  }

  private static boolean isLatin(int character) {
    if (character <= LAST_ASCII) {
      int small = character | ('a' ^ 'A');
      return small >= 'a' && small <= 'z';
    }
    return Character.isLetter(character)
        && Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN;
  }

  private static int alone(int character) {
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      return 0;
    }
    if (character >= FIRST_HANGUL_SYLLABLE && character <= LAST_HANGUL_SYLLABLE) {
      return (character - FIRST_HANGUL_SYLLABLE) % HANGUL_FINALS == 0 ? 2 : 3;
    }
    return 1;
  }
}
