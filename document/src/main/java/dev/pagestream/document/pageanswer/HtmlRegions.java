package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Markup;
import dev.pagestream.document.markup.Markup.Token;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lines of Markdown that are HTML: from a line that begins with a tag to the one that closes
/// it, or to an empty line where none does. Immutable; found in one pass.
final class HtmlRegions {
  private static final String TABLE = "table";
  private static final Set<String> BLOCKS =
      Set.of(
          TABLE, "ul", "ol", "dl", "pre", "figure", "p", "h1", "h2", "h3", "h4", "h5", "h6",
          "header", "footer");

  private static final int NONE = -1;

  private final List<String> lines;

  /// Where in its line the tag begins; negative where none does.
  private final int[] starts;

  /// Of each line that begins one, the line that closes it; the line itself while none is known.
  private final int[] closes;

  private final boolean[] closed;

  private HtmlRegions(List<String> lines) {
    this.lines = lines;
    this.starts = new int[lines.size()];
    this.closes = new int[lines.size()];
    this.closed = new boolean[lines.size()];
    Arrays.fill(starts, NONE);
  }

  static HtmlRegions of(List<String> lines) {
    HtmlRegions regions = new HtmlRegions(lines);
    Map<String, Deque<Opened>> open = new HashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).indexOf('<') >= 0) {
        regions.readLine(line, open);
      }
    }
    return regions;
  }

  /// @param begins whether it begins the region of its line
  private record Opened(int line, boolean begins) {}

  private void readLine(int line, Map<String, Deque<Opened>> open) {
    boolean ahead = true;
    for (Token token : Markup.tokens(lines.get(line))) {
      switch (token) {
        case Token.Open(String name, String _, int start, int _) when BLOCKS.contains(name) -> {
          boolean begins = starts[line] == NONE && (name.equals(TABLE) || ahead);
          starts[line] = begins ? start : starts[line];
          open.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(new Opened(line, begins));
        }
        case Token.Close(String name, int _, int _) when open.containsKey(name) -> {
          Opened opened = open.get(name).poll();
          if (opened != null && opened.begins()) {
            closes[opened.line()] = line;
            closed[opened.line()] = true;
          }
        }
        case Token.Text _, Token.Open _, Token.Close _ -> {}
      }
      ahead = ahead && token instanceof Token.Text(String content, _, _) && content.isBlank();
    }
  }

  boolean beginsIn(int line) {
    return starts[line] != NONE;
  }

  /// Where in its line the region begins.
  int start(int line) {
    return starts[line];
  }

  /// @return the line behind the region that begins in this one
  int end(int line) {
    if (closed[line]) {
      return closes[line] + 1;
    }
    int end = line + 1;
    while (end < lines.size() && !(lines.get(end).isBlank() && !goesOnBehind(end))) {
      end++;
    }
    return end;
  }

  /// Some put empty lines between the rows of a table.
  private boolean goesOnBehind(int blank) {
    return blank + 1 < lines.size() && isInTable(lines.get(blank + 1).stripLeading());
  }

  private static boolean isInTable(String line) {
    return line.startsWith("<t") || line.startsWith("</t");
  }
}
