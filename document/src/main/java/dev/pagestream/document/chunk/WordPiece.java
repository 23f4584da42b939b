package dev.pagestream.document.chunk;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Counts as BERT without case does, with its vocabulary: the tokenizer of docling's default model
/// and of many others that embed English. Immutable.
public final class WordPiece implements TokenCount {
  private static final String CONTINUED = "##";

  /// BERT's own: a longer word is unknown, as one token.
  private static final int MAX_WORD = 100;

  private final Set<String> begins = new HashSet<>();
  private final Set<String> continues = new HashSet<>();

  /// @param vocabulary a `vocab.txt` by lines: `token`, `##ization`
  public WordPiece(Collection<String> vocabulary) {
    for (String piece : vocabulary) {
      if (piece.startsWith(CONTINUED)) {
        continues.add(piece.substring(CONTINUED.length()));
      } else {
        begins.add(piece);
      }
    }
  }

  @Override
  public String name() {
    return "wordpiece";
  }

  @Override
  public int tokens(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder word = new StringBuilder();
    int tokens = 0;
    for (int at = 0; at < plain.length(); at += Character.charCount(plain.codePointAt(at))) {
      int character = plain.codePointAt(at);
      if (isDropped(character)) {
        continue;
      }
      boolean alone = isPunctuation(character) || Character.isIdeographic(character);
      if (alone || isSpace(character)) {
        tokens += pieces(word) + (alone ? 1 : 0);
        word.setLength(0);
      } else {
        word.appendCodePoint(character);
      }
    }
    return tokens + pieces(word);
  }

  /// The longest piece first; a word that the pieces do not make up is unknown, as one token.
  private int pieces(CharSequence word) {
    if (word.length() > MAX_WORD) {
      return 1;
    }
    int pieces = 0;
    int from = 0;
    while (from < word.length()) {
      Set<String> known = from == 0 ? begins : continues;
      int to = word.length();
      while (to > from && !known.contains(word.subSequence(from, to).toString())) {
        to--;
      }
      if (to == from) {
        return 1;
      }
      pieces++;
      from = to;
    }
    return pieces;
  }

  private static boolean isSpace(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || Character.getType(character) == Character.SPACE_SEPARATOR;
  }

  private static boolean isDropped(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.CONTROL -> !isSpace(character);
      default -> character == '\uFFFD';
    };
  }

  /// Any sign of ASCII, such as `$` and `+`, is one.
  private static boolean isPunctuation(int character) {
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL ->
          character < 0x80;
      default -> false;
    };
  }
}
