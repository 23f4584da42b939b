package dev.pagestream.vlm.quality;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds an answer against a JSON schema.
final class JsonShape {
  private static final int MAX_SENTENCE_CHARS = 300;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonShape() {}

  static Optional<Finding> find(String text, Optional<String> schema) {
    JsonNode answer;
    try {
      answer = JSON.readTree(JsonText.unfenced(text));
    } catch (JacksonException e) {
      return Optional.of(
          finding("The answer is not JSON" + place(e) + ".", "Answer with one valid JSON value"));
    }
    if (answer.isMissingNode()) {
      return Optional.of(finding("The answer is no JSON.", "Answer with one valid JSON value"));
    }
    return schema
        .flatMap(JsonShape::schema)
        .flatMap(node -> JsonRules.violation(node, answer))
        .map(fault -> finding("The JSON does not fit: " + fault + ".", "Fix this: " + fault));
  }

  /// The schema itself, or what an OpenAI `response_format` wraps around it. One that cannot be
  /// read is no fault of the answer.
  private static Optional<JsonNode> schema(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      JsonNode wrapped = child(child(node, "json_schema"), "schema");
      JsonNode named = child(node, "schema");
      return Optional.of(wrapped != null ? wrapped : named != null ? named : node);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    JsonNode child = node == null ? null : node.get(name);
    return child != null && child.isObject() ? child : null;
  }

  /// Where, but not what: the parser's own message quotes the answer.
  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : ": line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static Finding finding(String sentence, String request) {
    String cut =
        sentence.length() > MAX_SENTENCE_CHARS
            ? sentence.substring(0, MAX_SENTENCE_CHARS)
            : sentence;
    String wish =
        request.length() > MAX_SENTENCE_CHARS ? request.substring(0, MAX_SENTENCE_CHARS) : request;
    return new Finding(Gate.JSON, cut, wish + ". Answer with JSON only, without code fences.");
  }
}
