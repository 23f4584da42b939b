package dev.pagestream.vlm.stop;

import java.util.List;

/// Stoppers as a step names them: `text:<stop string>`, `tag:</doctag>`, `repetition`,
/// `length:<characters>`.
public final class Stoppers {
  private static final String TEXT = "text:";
  private static final String TAG = "tag:";
  private static final String LENGTH = "length:";

  private Stoppers() {}

  /// @throws IllegalArgumentException when one is none of these; the message quotes it
  public static List<GenerationStopper> parse(List<String> texts) {
    return texts.stream().map(Stoppers::parse).toList();
  }

  private static GenerationStopper parse(String text) {
    if (text.equals("repetition")) {
      return new StopRepetition();
    }
    if (text.startsWith(TEXT) && text.length() > TEXT.length()) {
      return new StopText("text", text.substring(TEXT.length()), false);
    }
    if (text.startsWith(TAG) && text.length() > TAG.length()) {
      return new StopText("tag", text.substring(TAG.length()), true);
    }
    if (text.matches("length:[1-9]\\d{0,8}")) {
      return new StopLength(Integer.parseInt(text.substring(LENGTH.length())));
    }
    throw new IllegalArgumentException(
        "stopper is '"
            + text
            + "', must be text:<stop string>, tag:<closing tag>, repetition or length:<characters>");
  }
}
