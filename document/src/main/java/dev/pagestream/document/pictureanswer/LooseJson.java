package dev.pagestream.document.pictureanswer;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds the JSON in an answer: code fences and sentences around it are passed over, and so are the
/// commas, comments and line breaks JSON does not allow.
public final class LooseJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
              JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Brackets in the sentences before are few; an answer that is none of JSON is not searched to
  /// its end.
  private static final int MAX_STARTS = 16;

  private LooseJson() {}

  /// The first object or array that can be read.
  public static Optional<JsonNode> container(String text) {
    int at = -1;
    for (int start = 0; start < MAX_STARTS; start++) {
      at = nextStart(text, at + 1);
      if (at < 0) {
        return Optional.empty();
      }
      Optional<JsonNode> found = read(text.substring(at));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The first object that can be read.
  public static Optional<JsonNode> object(String text) {
    Optional<JsonNode> found = container(text);
    if (found.filter(JsonNode::isArray).isPresent()) {
      JsonNode first = found.get().path(0);
      return first.isObject() ? Optional.of(first) : objectAfter(text, text.indexOf('[') + 1);
    }
    return found;
  }

  /// The text of the first of these properties that has one.
  public static Optional<String> text(JsonNode object, String... names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      String text = value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
      if (!text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> objectAfter(String text, int from) {
    int at = text.indexOf('{', from);
    return at < 0 ? Optional.empty() : read(text.substring(at));
  }

  private static int nextStart(String text, int from) {
    int object = text.indexOf('{', from);
    int array = text.indexOf('[', from);
    if (object < 0 || array < 0) {
      return Math.max(object, array);
    }
    return Math.min(object, array);
  }

  private static Optional<JsonNode> read(String json) {
    try {
      return Optional.of(JSON.readTree(json)).filter(JsonNode::isContainer);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
