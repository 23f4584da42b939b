package dev.pagestream.vlm.quality;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JSON as models write it.
public final class JsonText {
  private static final Pattern FENCE = Pattern.compile("```[ \\t]*(?:[A-Za-z0-9]+)?[ \\t]*\\R");
  private static final String CLOSE = "```";

  private JsonText() {}

  /// The text without the code fence around it, and without the words before and after the fence;
  /// unchanged but for spaces when there is none.
  public static String unfenced(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      return stripped;
    }
    Matcher open = FENCE.matcher(stripped);
    if (!open.find()) {
      return stripped;
    }
    int close = stripped.indexOf(CLOSE, open.end());
    return stripped.substring(open.end(), close < 0 ? stripped.length() : close).strip();
  }
}
