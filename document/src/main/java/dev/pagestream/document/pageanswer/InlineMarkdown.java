package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Markup;
import java.util.regex.Pattern;

/// Takes the marks out of a line of Markdown. What is not surely a mark stays.
final class InlineMarkdown {
  /// Pictures come from the page itself.
  private static final Pattern IMAGE =
      Pattern.compile("!\\[[^\\]\\[]{0,500}\\]\\([^()\\s]{0,500}\\)");

  private static final Pattern LINK =
      Pattern.compile("\\[([^\\]\\[]{1,500})\\]\\([^()\\s]{0,500}\\)");

  private static final Pattern CODE = Pattern.compile("`([^`]{1,500})`");
  private static final Pattern STRONG = Pattern.compile("\\*\\*([^*\\s][^*]{0,500})\\*\\*");
  private static final Pattern STRONG_UNDERSCORE =
      Pattern.compile("(?<!\\w)__([^_\\s][^_]{0,500})__(?!\\w)");

  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\w*])\\*([^*\\s][^*]{0,500})\\*(?![\\w*])");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])");

  private InlineMarkdown() {}

  /// Entities stay as they are.
  static String plain(String text) {
    String plain = IMAGE.matcher(text).replaceAll("");
    plain = LINK.matcher(plain).replaceAll("$1");
    plain = CODE.matcher(plain).replaceAll("$1");
    plain = STRONG.matcher(plain).replaceAll("$1");
    plain = STRONG_UNDERSCORE.matcher(plain).replaceAll("$1");
    plain = EMPHASIS.matcher(plain).replaceAll("$1");
    plain = ESCAPE.matcher(plain).replaceAll("$1");
    return Markup.text(plain);
  }
}
