package dev.pagestream.document;

import java.util.regex.Pattern;

/// Makes texts from PDFs and models safe to encode.
public final class Unicode {
  /// A regular expression sees whole pairs as one character, so that only lone halves are left to
  /// match.
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private Unicode() {}

  /// The text, with U+FFFD for halves of surrogate pairs: broken fonts and models yield them, and
  /// UTF-8 has no form for them.
  public static String wellFormed(String text) {
    return hasSurrogate(text) ? LONE_SURROGATE.matcher(text).replaceAll("\uFFFD") : text;
  }

  /// Hardly any text has: the look is cheaper than a search for lone ones.
  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
