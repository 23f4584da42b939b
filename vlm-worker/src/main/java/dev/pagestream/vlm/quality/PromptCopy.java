package dev.pagestream.vlm.quality;

import dev.pagestream.vlm.local.FencedContext;
import java.util.Locale;
import java.util.Optional;

/// Finds answers that give the question back. Only letters and digits count.
final class PromptCopy {
  private static final int LEAST_CHARS = 15;
  private static final int MAX_PROMPT_CHARS = 20_000;

  private PromptCopy() {}

  static Optional<Finding> find(String text, String prompt) {
    String question = letters(FencedContext.promptOnly(prompt), MAX_PROMPT_CHARS);
    String answer = letters(text, 2 * MAX_PROMPT_CHARS);
    boolean whole = question.length() >= LEAST_CHARS && answer.startsWith(question);
    boolean part = answer.length() >= LEAST_CHARS && question.contains(answer);
    boolean fence = text.contains("<picture-context>");
    return whole || part || fence
        ? Optional.of(
            new Finding(
                Gate.PROMPT_COPY,
                "The answer repeats the question.",
                "Do not repeat this request; give only the answer."))
        : Optional.empty();
  }

  private static String letters(String text, int most) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < text.length() && letters.length() < most; i++) {
      char character = text.charAt(i);
      if (Character.isLetterOrDigit(character)) {
        letters.append(character);
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
