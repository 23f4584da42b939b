package dev.pagestream.document.page;

import java.lang.Character.UnicodeScript;

/// How the end of one line and the beginning of the next become running text.
public final class LineJoin {
  private static final String HYPHENS = "-\u00AD\u2010";

  private LineJoin() {}

  /// Appends a line. A word broken between the lines is joined: letter, hyphen, and a small letter
  /// on the next line. Between ideographs and kana stands nothing, between others a space.
  ///
  /// @param text what was read so far; may be empty
  public static void append(StringBuilder text, String line) {
    if (text.isEmpty() || line.isEmpty()) {
      text.append(line);
      return;
    }
    int last = text.codePointBefore(text.length());
    int first = line.codePointAt(0);
    if (breaksWord(text) && Character.isLowerCase(first)) {
      text.setLength(text.length() - 1);
    } else if (needsSpace(last, first)) {
      text.append(' ');
    }
    text.append(line);
  }

  /// Whether words that end and begin so have a space between them: ideographs and kana have none.
  public static boolean needsSpace(int last, int first) {
    return !withoutSpaces(last) || !withoutSpaces(first);
  }

  private static boolean breaksWord(StringBuilder text) {
    return text.length() > 1
        && HYPHENS.indexOf(text.charAt(text.length() - 1)) >= 0
        && Character.isLetter(text.codePointBefore(text.length() - 1));
  }

  private static boolean withoutSpaces(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
      default -> isWide(codePoint);
    };
  }

  /// Punctuation of these scripts, which belongs to none.
  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x3000 && codePoint <= 0x303F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFF65);
  }
}
