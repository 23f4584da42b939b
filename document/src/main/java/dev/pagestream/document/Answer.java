package dev.pagestream.document;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A model's answer as it is stored under its fingerprint. Never empty. Immutable.
///
/// @param text stripped, not empty
/// @param model as the server named it, else as asked
/// @param url the endpoint that answered, without query
/// @param finishReason as the server gave it
/// @param promptTokens from the server's usage
/// @param completionTokens from the server's usage
/// @param latencyMs of the successful call
/// @param attempts calls made until it succeeded, at least 1
public record Answer(
    String fingerprint,
    String text,
    String model,
    String url,
    Optional<String> finishReason,
    Optional<Long> promptTokens,
    Optional<Long> completionTokens,
    long latencyMs,
    int attempts,
    Instant answeredAt) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Answer {
    text = Unicode.wellFormed(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("an answer is never empty: " + fingerprint);
    }
  }

  public byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }

  /// @throws IllegalArgumentException when the bytes are not an answer
  public static Answer fromJson(byte[] json) {
    try {
      return JSON.readValue(json, Answer.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a stored answer: " + e.getOriginalMessage(), e);
    }
  }
}
