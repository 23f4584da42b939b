package dev.pagestream.cli.progress;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One line per document. On a terminal the lines are redrawn in place; elsewhere a line is printed
/// when it changes. Confined to one thread.
public final class ProgressDisplay {
  private static final String CLEAR_LINE = "\u001b[2K";

  /// More documents than this scroll instead of being redrawn.
  private static final int MAX_REDRAWN = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, String> lines = new LinkedHashMap<>();
  private int drawn;

  public ProgressDisplay(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// Shows the state of a document.
  ///
  /// @param name what the user called it
  /// @param phrase how far it is
  /// @param seconds since it was handed in
  public void show(String name, String phrase, double seconds) {
    String line = String.format(Locale.ROOT, "%-32s %s", shortened(name), phrase);
    if (redraws()) {
      lines.put(name, line + String.format(Locale.ROOT, "  %.1f s", seconds));
    } else if (!line.equals(lines.put(name, line))) {
      out.println(line);
    }
  }

  /// Brings the terminal up to date; call once per round.
  public void refresh() {
    if (!redraws()) {
      return;
    }
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A"); // Cursor up.
    }
    for (String line : lines.values()) {
      out.println(CLEAR_LINE + line);
    }
    out.flush();
    drawn = lines.size();
  }

  private boolean redraws() {
    return terminal && lines.size() <= MAX_REDRAWN;
  }

  private static String shortened(String name) {
    return name.length() <= 32 ? name : "…" + name.substring(name.length() - 31);
  }
}
