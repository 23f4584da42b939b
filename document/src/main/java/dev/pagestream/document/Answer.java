package dev.pagestream.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
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
/// @param purpose what was asked; empty in answers of before there was more than one: a description
/// @param steps when several questions were asked in turn, the answers to all of them, the one that
///   `text` is among them; empty when it was one
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
    Instant answeredAt,
    Optional<Purpose> purpose,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<StepAnswer> steps) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Answer {
    text = Unicode.wellFormed(text);
    steps = List.copyOf(steps);
    if (text.isBlank()) {
      throw new IllegalArgumentException("an answer is never empty: " + fingerprint);
    }
  }

  /// The answer to the one question of before there were several: a description.
  public Answer(
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
    this(
        fingerprint,
        text,
        model,
        url,
        finishReason,
        promptTokens,
        completionTokens,
        latencyMs,
        attempts,
        answeredAt,
        Optional.empty(),
        List.of());
  }

  /// The answers to all questions, in the order they were asked; at least one.
  @JsonIgnore
  public List<StepAnswer> parts() {
    return steps.isEmpty()
        ? List.of(
            new StepAnswer(
                purpose.orElse(Purpose.DESCRIBE_PICTURE),
                fingerprint,
                text,
                model,
                promptTokens,
                completionTokens,
                latencyMs,
                attempts))
        : steps;
  }

  /// The text of the last answer with this purpose.
  public Optional<String> textOf(Purpose wanted) {
    return parts().stream()
        .filter(part -> part.purpose() == wanted)
        .map(StepAnswer::text)
        .reduce((_, later) -> later);
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
