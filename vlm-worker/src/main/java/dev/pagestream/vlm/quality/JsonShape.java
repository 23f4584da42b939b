package dev.pagestream.vlm.quality;

import java.util.Optional;
import java.util.stream.Stream;
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

  /// @param params of the request, which may carry a schema
  static Optional<Finding> find(String text, String params) {
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
    return schema(params)
        .flatMap(node -> JsonRules.violation(node, answer))
        .map(fault -> finding("The JSON does not fit: " + fault + ".", "Fix this: " + fault));
  }

  /// Where servers are given it: OpenAI and who follows it, llama.cpp, vLLM. Parameters that cannot
  /// be read are no fault of the answer.
  private static Optional<JsonNode> schema(String params) {
    try {
      JsonNode given = JSON.readTree(params);
      JsonNode format = given.path("response_format");
      return Stream.of(
              format.path("json_schema").path("schema"),
              format.path("schema"),
              given.path("structured_outputs").path("json"),
              given.path("guided_json"))
          .filter(JsonNode::isObject)
          .findFirst();
    } catch (JacksonException _) {
      return Optional.empty();
    }
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
