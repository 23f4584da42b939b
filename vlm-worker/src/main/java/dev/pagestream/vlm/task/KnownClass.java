package dev.pagestream.vlm.task;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a picture was found to be.
///
/// @param name a label of docling's figure classifier
/// @param confidence 0 to 1
public record KnownClass(String name, double confidence) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The class a model named, `{"class": "bar_chart", "confidence": 0.9}`, with or without prose and
  /// fences around it. Empty when it named none. Without a confidence it was certain.
  public static Optional<KnownClass> read(String answer) {
    int from = answer.indexOf('{');
    int to = answer.lastIndexOf('}');
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(answer.substring(from, to + 1));
      return json.path("class").isString()
          ? Optional.of(
              new KnownClass(
                  json.path("class").stringValue(), json.path("confidence").asDouble(1.0)))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
