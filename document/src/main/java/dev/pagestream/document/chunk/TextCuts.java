package dev.pagestream.document.chunk;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/// Cuts a text into pieces of so many tokens: where a paragraph, a line, a sentence or a clause
/// ends, else between words, else anywhere. A cut that lies early is not taken while a weaker one
/// makes the piece twice as long. White space at a cut is dropped. Confined to one thread.
final class TextCuts implements Iterator<String> {
  private static final String SENTENCE_ENDS = ".?!…。！？؟।";
  private static final String CLAUSE_ENDS = ";:,—，、；：،";

  /// May stand between the end of a sentence and the space after it.
  private static final String CLOSING = "\"'”’»)]}";

  /// Letters of Chinese and Japanese texts follow a full stop without a space.
  private static final char FIRST_WIDE = '\u3000';

  /// Bound on what is kept together though it could be cut: a letter with its marks.
  private static final int MAX_MARKS = 16;

  private static final char ZERO_WIDTH_JOINER = '\u200D';

  /// The ends of what a text is made of, the largest first.
  private enum End {
    PARAGRAPH,
    LINE,
    SENTENCE,
    CLAUSE,
    WORD;

    boolean isAt(String text, int at) {
      char before = text.charAt(at - 1);
      return switch (this) {
        case PARAGRAPH -> before == '\n' && at > 1 && isLineEnd(text.charAt(at - 2));
        case LINE -> isLineEnd(before);
        case SENTENCE -> ends(text, at, SENTENCE_ENDS);
        case CLAUSE -> ends(text, at, CLAUSE_ENDS);
        case WORD -> Character.isWhitespace(before);
      };
    }

    private static boolean isLineEnd(char c) {
      return c == '\n' || c == '\r';
    }

    private static boolean ends(String text, int at, String signs) {
      int last = at - 1;
      char sign = text.charAt(last);
      if (sign >= FIRST_WIDE) {
        return signs.indexOf(sign) >= 0;
      }
      if (!Character.isWhitespace(sign) || last == 0) {
        return false;
      }
      last--;
      if (last > 0 && CLOSING.indexOf(text.charAt(last)) >= 0) {
        last--;
      }
      return signs.indexOf(text.charAt(last)) >= 0;
    }
  }

  private final String text;
  private final String lead;
  private final int maxTokens;
  private final ToIntFunction<String> tokens;

  /// Where the next piece begins; never at white space.
  private int from;

  /// @param lead lines that each piece after the first begins with, when they leave room for half
  ///   of it; empty for none
  /// @param maxTokens of a piece; a character that has more stands alone all the same
  TextCuts(String text, String lead, int maxTokens, ToIntFunction<String> tokens) {
    this.text = text;
    this.lead = lead.isEmpty() || tokens.applyAsInt(lead) > maxTokens / 2 ? "" : lead + "\n";
    this.maxTokens = maxTokens;
    this.tokens = tokens;
    skipSpace();
  }

  @Override
  public boolean hasNext() {
    return from < text.length();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String begin = from == 0 ? "" : lead;
    int longest = longest(begin);
    int to = longest == text.length() ? longest : cut(longest);
    String piece = begin + text.substring(from, to).stripTrailing();
    from = to;
    skipSpace();
    return piece;
  }

  private void skipSpace() {
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
  }

  /// The end of the longest piece with room for it. Tries ever longer pieces: the rest may be much
  /// longer than any of them.
  private int longest(String begin) {
    int fits = from;
    int tried = (int) Math.min(text.length(), (long) from + maxTokens);
    while (fits(begin, tried)) {
      fits = tried;
      if (fits == text.length()) {
        return fits;
      }
      tried = (int) Math.min(text.length(), from + 2L * (fits - from));
    }
    while (tried - fits > 1) {
      int middle = fits + (tried - fits) / 2;
      if (fits(begin, middle)) {
        fits = middle;
      } else {
        tried = middle;
      }
    }
    return fits;
  }

  private boolean fits(String begin, int to) {
    return tokens.applyAsInt(begin + text.substring(from, to)) <= maxTokens;
  }

  private int cut(int longest) {
    int half = from + (longest - from) / 2;
    if (!lead.isEmpty()) {
      int row = last(End.LINE, longest, from);
      if (row > from) {
        return row;
      }
    }
    for (End end : End.values()) {
      int at = last(end, longest, half);
      if (at > from) {
        return at;
      }
    }
    int word = last(End.WORD, longest, from);
    return word > from ? word : between(longest);
  }

  /// A space may follow what just fits, and end it.
  private int last(End end, int longest, int after) {
    int at = Character.isWhitespace(text.charAt(longest)) ? longest + 1 : longest;
    while (at > after && !end.isAt(text, at)) {
      at--;
    }
    return at > after ? at : from;
  }

  /// Not inside a character, and before one rather than before its marks.
  private int between(int longest) {
    int at = longest;
    for (int step = 0; step < MAX_MARKS && at > from && isInside(at); step++) {
      at--;
    }
    if (at > from && !isHalf(at)) {
      return at;
    }
    int safe = isHalf(longest) ? longest - 1 : longest;
    return safe > from ? safe : text.offsetByCodePoints(from, 1);
  }

  private boolean isHalf(int at) {
    return Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private boolean isInside(int at) {
    int type = Character.getType(text.codePointAt(at));
    return isHalf(at)
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || text.charAt(at) == ZERO_WIDTH_JOINER
        || text.charAt(at - 1) == ZERO_WIDTH_JOINER;
  }
}
