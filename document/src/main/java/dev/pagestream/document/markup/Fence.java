package dev.pagestream.document.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A block of code in Markdown, which models put around almost any answer.
///
/// @param language as written after the opening fence, in lower case; may be empty
/// @param content without the fences; up to the end of the text when the closing one is missing
public record Fence(String language, String content) {
  private static final List<String> MARKS = List.of("```", "~~~");

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
    String stripped = text.strip();
    if (markOf(stripped).isEmpty()) {
      return text;
    }
    List<String> lines = stripped.lines().toList();
    String mark = markOf(stripped).orElseThrow();
    int close = close(lines, 0, mark);
    return close >= lines.size() - 1 ? read(lines, 0, mark).content() : text;
  }

  /// The fence's mark, when the line opens one.
  public static Optional<String> markOf(String line) {
    String stripped = line.stripLeading();
    return MARKS.stream().filter(stripped::startsWith).findFirst();
  }

  /// The line that closes a fence, or the number of lines when none does.
  public static int close(List<String> lines, int open, String mark) {
    int at = open + 1;
    while (at < lines.size() && !closes(lines.get(at).strip(), mark)) {
      at++;
    }
    return at;
  }

  private static boolean closes(String line, String mark) {
    return line.startsWith(mark) && line.chars().allMatch(c -> c == mark.charAt(0));
  }

  private static Fence read(List<String> lines, int open, String mark) {
    List<String> content = new ArrayList<>(lines.subList(open + 1, close(lines, open, mark)));
    String info = lines.get(open).strip().substring(mark.length()).strip();
    // A model that puts a whole answer into one line means the rest of it as content.
    if (content.isEmpty() && lines.size() == open + 1) {
      content.add(info.endsWith(mark) ? info.substring(0, info.length() - mark.length()) : info);
      info = "";
    }
    return new Fence(info.toLowerCase(Locale.ROOT), String.join("\n", content));
  }
}
