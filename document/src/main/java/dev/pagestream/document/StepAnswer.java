package dev.pagestream.document;

import java.util.Optional;

/// The answer to one of several questions of a task. Immutable.
///
/// @param fingerprint the answer is stored under
/// @param text stripped, not empty
/// @param attempts calls made until it succeeded; 0 when it was there already
public record StepAnswer(
    Purpose purpose,
    String fingerprint,
    String text,
    String model,
    Optional<Long> promptTokens,
    Optional<Long> completionTokens,
    long latencyMs,
    int attempts) {
  public StepAnswer {
    text = Unicode.wellFormed(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("an answer is never empty: " + fingerprint);
    }
  }
}
