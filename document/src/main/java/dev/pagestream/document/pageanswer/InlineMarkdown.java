package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the marks out of a line of Markdown. What is not surely a mark stays; formulas and code
/// stay as they are.
final class InlineMarkdown {
  /// Pictures come from the page itself. The second group is the title, when there is one.
  static final Pattern IMAGE =
      Pattern.compile(
          "!\\[([^\\]\\[]{0,500})\\]\\([^()\\s]*+(?:\\s+[\"']([^\"'()]{0,500})[\"'])?\\s*\\)"
              + "|<img(?:\\s[^<>]*)?>(?:([^<>]{0,500})</img>)?");

  private static final Pattern VERBATIM =
      Pattern.compile(
          "(?<!`)(`{1,3})(?!`)([^`]{1,500})\\1(?!`)|(\\$\\$[^$]{1,2000}\\$\\$|\\$(?![\\s$])[^$\\n]{0,500}(?<!\\s)\\$(?!\\d)"
              + "|\\\\\\([^()\\n]{1,500}\\\\\\))");

  private static final Pattern LINK =
      Pattern.compile("\\[([^\\]\\[]{1,500})\\]\\([^()\\s]{0,500}\\)");

  private static final Pattern STRONG = Pattern.compile("\\*\\*([^*\\s][^*]{0,500})\\*\\*");
  private static final Pattern STRONG_UNDERSCORE =
      Pattern.compile("(?<!\\w)__([^_\\s][^_]{0,500})__(?!\\w)");

  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\w*])\\*([^*\\s][^*]{0,500})\\*(?![\\w*])");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])");

  /// Stand for what is kept while the marks around it are taken out. Unicode has no such
  /// characters.
  private static final String HOLDER_START = "\uFDD0";

  private static final String HOLDER_END = "\uFDD1";
  private static final Pattern HOLDERS = Pattern.compile("[" + HOLDER_START + HOLDER_END + "]");
  private static final Pattern HOLDER = Pattern.compile(HOLDER_START + "(\\d{1,9})" + HOLDER_END);

  private InlineMarkdown() {}

  /// Entities stay as they are.
  static String plain(String text) {
    String unpictured = HOLDERS.matcher(IMAGE.matcher(text).replaceAll("")).replaceAll("");
    List<String> verbatim = new ArrayList<>();
    String held =
        VERBATIM
            .matcher(unpictured)
            .replaceAll(match -> {
              verbatim.add(match.group(2) == null ? match.group(3) : match.group(2));
              return HOLDER_START + (verbatim.size() - 1) + HOLDER_END;
            });
    return HOLDER
        .matcher(words(held))
        .replaceAll(
            match -> Matcher.quoteReplacement(verbatim.get(Integer.parseInt(match.group(1)))));
  }

  private static String words(String text) {
    String plain = LINK.matcher(text).replaceAll("$1");
    plain = STRONG.matcher(plain).replaceAll("$1");
    plain = STRONG_UNDERSCORE.matcher(plain).replaceAll("$1");
    plain = EMPHASIS.matcher(plain).replaceAll("$1");
    plain = ESCAPE.matcher(plain).replaceAll("$1");
    return Markup.text(plain);
  }
}
