package dev.pagestream.document.export;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts inside Markdown blocks. Every text becomes one line: a line break inside could begin
/// another block.
public final class Inline {
  private static final Pattern WHITESPACE = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");

  private static final char NEXT_LINE = '\u0085';

  private static final Pattern LINE_END = Pattern.compile("\\R");

  /// What would begin a block other than a paragraph.
  private static final Pattern BLOCK_START =
      Pattern.compile("(?:#{1,6}(?= |$)|>|[-+*](?= |$)|```|~~~|<|\\||[-*_=](?: ?[-*_=])+ *$)");

  private static final Pattern ORDERED_START = Pattern.compile("(\\d{1,9})([.)])(?= |$)");

  /// What is markup in the alternative of an image, or binds closer than its brackets.
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>&!~$|]");

  /// A fence would swallow the blocks after it.
  private static final Pattern FENCE = Pattern.compile("```|~~~");

  private Inline() {}

  public static String oneLine(String text) {
    return WHITESPACE.matcher(Printable.text(text)).replaceAll(" ").strip();
  }

  /// Without white space at its ends, as Python's `strip`.
  public static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }

  /// Text of the document, escaped as docling-core does: underscores and what HTML would take for
  /// markup.
  static String escaped(String text) {
    String line =
        oneLine(text)
            .replace("_", "\\_")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return FENCE.matcher(line).lookingAt() ? "\\" + line : line;
  }

  /// A model's text. docling-core prints it as it is, and so do we, but it stays one paragraph.
  static String description(String text) {
    String line = oneLine(text);
    Matcher ordered = ORDERED_START.matcher(line);
    if (ordered.lookingAt()) {
      return ordered.replaceFirst("$1\\\\$2");
    }
    return BLOCK_START.matcher(line).lookingAt() ? "\\" + line : line;
  }

  /// A text between the brackets of an image, taken as it is.
  static String alternative(String text) {
    return MARKUP.matcher(oneLine(text)).replaceAll("\\\\$0");
  }

  /// Code keeps its lines, however they end in the source.
  public static String lines(String code) {
    return LINE_END.matcher(Printable.text(code)).replaceAll("\n").strip();
  }

  /// Code in a fence that no line of it can close.
  public static String fenced(String code) {
    String fence = "```";
    while (code.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + code + "\n" + fence;
  }

  /// `bar_chart` as `Bar chart`.
  static String humanized(String className) {
    String words = oneLine(className.replace('_', ' '));
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
