package dev.pagestream.document.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text with tags into its parts. What only looks like a tag, as in `P < 0.05`, is text.
public final class Markup {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([A-Za-z_][A-Za-z0-9_]*)((?:\\s[^<>]*)?)/?>");

  /// `<|end_of_text|>` and the like, which some servers leave in the answer, and declarations.
  private static final Pattern SPECIAL =
      Pattern.compile("<\\|[^<>|]{0,40}\\|>|<[!?][A-Za-z][^<>]*>");

  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  private Markup() {}

  /// A piece of the text it was cut from.
  public sealed interface Token {
    /// Its first character.
    int start();

    /// After its last character.
    int end();

    record Text(String text, int start, int end) implements Token {}

    /// @param name in lower case
    /// @param attributes as written; may be empty
    record Open(String name, String attributes, int start, int end) implements Token {}

    /// @param name in lower case
    record Close(String name, int start, int end) implements Token {}
  }

  /// Without comments and without the special tokens of models.
  public static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    Matcher special = SPECIAL.matcher(text);
    boolean comments = true;
    int from = 0;
    int at = text.indexOf('<');
    while (at >= 0) {
      int end = -1;
      if (comments && text.startsWith(COMMENT, at)) {
        int close = text.indexOf(COMMENT_END, at);
        // Looked for once in vain, it is not looked for again.
        comments = close >= 0;
        end = comments ? close + COMMENT_END.length() : -1;
        addText(tokens, text, from, end < 0 ? from : at);
      } else if (special.region(at, text.length()).lookingAt()) {
        end = special.end();
        addText(tokens, text, from, at);
      } else if (tag.region(at, text.length()).lookingAt()) {
        end = tag.end();
        addText(tokens, text, from, at);
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        tokens.add(
            tag.group(1).isEmpty()
                ? new Token.Open(name, tag.group(3), at, end)
                : new Token.Close(name, at, end));
      }
      from = end < 0 ? from : end;
      at = text.indexOf('<', end < 0 ? at + 1 : end);
    }
    addText(tokens, text, from, text.length());
    return tokens;
  }

  /// All text, without tags; a `br` is a line break.
  public static String text(String text) {
    if (text.indexOf('<') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (Token token : tokens(text)) {
      switch (token) {
        case Token.Text(String content, int _, int _) -> plain.append(content);
        case Token.Open(String name, String _, int _, int _) ->
            plain.append(name.equals("br") ? "\n" : "");
        case Token.Close _ -> {}
      }
    }
    return plain.toString();
  }

  /// The same, entities decoded.
  public static String plain(String text) {
    return Entities.decoded(text(text));
  }

  private static void addText(List<Token> tokens, String text, int from, int to) {
    if (to > from) {
      tokens.add(new Token.Text(text.substring(from, to), from, to));
    }
  }
}
