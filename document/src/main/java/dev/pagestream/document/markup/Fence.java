package dev.pagestream.document.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of code in Markdown, which models put around almost any answer.
///
/// @param language as written after the opening fence, in lower case; may be empty
/// @param content without the fences; up to the end of the text when the closing one is missing
public record Fence(String language, String content) {
  private static final Pattern MARK = Pattern.compile("\\s*(`{3,}+|~{3,}+)");

  /// The first fence of the text, wherever it begins.
  public static Optional<Fence> first(String text) {
    List<String> lines = text.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      Optional<String> mark = markOf(lines.get(at));
      if (mark.isPresent()) {
        return Optional.of(read(lines, at, mark.get()));
      }
    }
    return Optional.empty();
  }

  /// The content of a fence that stands around the whole text, else the text.
  public static String unwrapped(String text) {
    return around(text).map(Fence::content).orElse(text);
  }

  /// The fence that stands around the whole text.
  public static Optional<Fence> around(String text) {
    List<String> lines = text.strip().lines().toList();
    return lines.isEmpty()
        ? Optional.empty()
        : markOf(lines.getFirst())
            .filter(mark -> close(lines, 0, mark) >= lines.size() - 1)
            .map(mark -> read(lines, 0, mark));
  }

  /// The fence's mark, when the line opens one: three ticks, or more where what is inside has
  /// three.
  public static Optional<String> markOf(String line) {
    Matcher mark = MARK.matcher(line);
    return mark.lookingAt() ? Optional.of(mark.group(1)) : Optional.empty();
  }

  /// The line that closes a fence, or the number of lines when none does.
  public static int close(List<String> lines, int open, String mark) {
    int at = open + 1;
    while (at < lines.size() && !closes(lines.get(at), mark)) {
      at++;
    }
    return at;
  }

  /// Whether the line is nothing but the end of a fence.
  public static boolean closes(String line, String mark) {
    String stripped = line.strip();
    return stripped.startsWith(mark) && stripped.chars().allMatch(c -> c == mark.charAt(0));
  }

  /// What follows the mark of a line that opens a fence, in lower case.
  public static String languageOf(String line) {
    return info(line, markOf(line).orElse("")).toLowerCase(Locale.ROOT);
  }

  private static String info(String line, String mark) {
    return line.strip().substring(mark.length()).strip();
  }

  private static Fence read(List<String> lines, int open, String mark) {
    List<String> content = new ArrayList<>(lines.subList(open + 1, close(lines, open, mark)));
    String info = info(lines.get(open), mark);
    // A model that puts a whole answer into one line means the rest of it as content.
    if (content.isEmpty() && lines.size() == open + 1) {
      content.add(info.endsWith(mark) ? info.substring(0, info.length() - mark.length()) : info);
      info = "";
    }
    return new Fence(info.toLowerCase(Locale.ROOT), String.join("\n", content));
  }
}
