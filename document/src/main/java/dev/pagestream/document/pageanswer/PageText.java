package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Fence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes the fence off that models put around a page. What they say before and after it goes only
/// where the fence shows that it is not part of the page, and where it is a line; all else stays.
final class PageText {
  /// Languages of a fence that can be nothing but a page.
  private static final Set<String> PAGE_LANGUAGES = Set.of("markdown", "md", "doctags", "doctag");

  /// Languages that a page may have examples of.
  private static final Set<String> CODE_OR_PAGE = Set.of("html", "xml");

  private static final Set<String> NO_LANGUAGE = Set.of("", "text", "txt", "plaintext", "plain");

  private PageText() {}

  /// @param asked the format that was asked for
  static String unwrapped(String answer, String asked) {
    Optional<Fence> around = Fence.around(answer).filter(fence -> isPage(fence.language()));
    if (around.isPresent()) {
      return around.get().content();
    }
    List<String> lines = answer.lines().toList();
    boolean first = true;
    for (int at = 0; at < lines.size(); at++) {
      if (opensPage(lines.get(at), asked, first)) {
        return unwrapped(lines, at);
      }
      first = first && lines.get(at).isBlank();
    }
    return answer;
  }

  private static boolean isPage(String language) {
    return PAGE_LANGUAGES.contains(language)
        || CODE_OR_PAGE.contains(language)
        || NO_LANGUAGE.contains(language);
  }

  private static boolean opensPage(String line, String asked, boolean first) {
    // An indented one stands in an item of a list.
    if (Fence.markOf(line).isEmpty() || Character.isWhitespace(line.charAt(0))) {
      return false;
    }
    String language = Fence.languageOf(line);
    return PAGE_LANGUAGES.contains(language)
        || (CODE_OR_PAGE.contains(language) && (first || language.equals(asked)));
  }

  private static String unwrapped(List<String> lines, int open) {
    int close = closeOf(lines, open);
    String before = besides(lines.subList(0, open));
    String after = besides(lines.subList(Math.min(close + 1, lines.size()), lines.size()));
    String page = String.join("\n", lines.subList(open + 1, close));
    return before + page + after;
  }

  /// Where the page stops: at the end of the answer, when that closes a fence, else where as many
  /// fences are closed as were opened.
  private static int closeOf(List<String> lines, int open) {
    String mark = Fence.markOf(lines.get(open)).orElseThrow();
    int last = lines.size() - 1;
    while (last > open && lines.get(last).isBlank()) {
      last--;
    }
    if (last > open && Fence.closes(lines.get(last), mark) && countLines(lines, 0, open) <= 1) {
      return last;
    }
    int fences = 1;
    for (int at = open + 1; at < lines.size(); at++) {
      if (Fence.closes(lines.get(at), mark)) {
        fences--;
      } else if (Fence.markOf(lines.get(at)).isPresent()) {
        fences++;
      }
      if (fences == 0) {
        return at;
      }
    }
    return lines.size();
  }

  /// Nothing for a line that speaks: of that the fence shows that it is about the page.
  private static String besides(List<String> lines) {
    boolean spoken =
        countLines(lines, 0, lines.size()) <= 1 && lines.stream().noneMatch(PageText::isMarked);
    return spoken ? "" : "\n\n" + String.join("\n", lines) + "\n\n";
  }

  private static boolean isMarked(String line) {
    return !line.isBlank() && !Character.isLetter(line.stripLeading().codePointAt(0));
  }

  private static long countLines(List<String> lines, int from, int to) {
    return lines.subList(from, to).stream().filter(line -> !line.isBlank()).limit(2).count();
  }
}
