package dev.pagestream.document.markup;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Character references of HTML: the numbered ones, and those names that models use.
public final class Entities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,6}));");

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("hellip", "…"),
          Map.entry("bull", "•"),
          Map.entry("deg", "°"),
          Map.entry("euro", "€"),
          Map.entry("times", "×"));

  private Entities() {}

  /// What is no reference, or one nobody knows, stays as it is.
  public static String decoded(String text) {
    return text.indexOf('&') < 0
        ? text
        : REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(decoded(match)));
  }

  private static String decoded(MatchResult match) {
    if (match.group(3) != null) {
      return NAMED.getOrDefault(match.group(3), match.group());
    }
    int codePoint =
        match.group(1) != null
            ? Integer.parseInt(match.group(1))
            : Integer.parseInt(match.group(2), 16);
    return Character.isValidCodePoint(codePoint) && codePoint != 0
        ? Character.toString(codePoint)
        : match.group();
  }
}
