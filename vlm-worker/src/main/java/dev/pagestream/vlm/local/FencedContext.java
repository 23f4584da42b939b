package dev.pagestream.vlm.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a prompt says of its picture, between `<picture-context>` and `</picture-context>`, as the
/// page worker puts it there. Read leniently: what is missing or of another type is left out.
/// Immutable.
///
/// @param widthPx 0 when unknown
/// @param heightPx 0 when unknown
/// @param pictureClass a label of docling's figure classifier
/// @param textBefore text of the page before the picture
/// @param textAfter text of the page after the picture
public record FencedContext(
    Optional<String> caption,
    List<String> words,
    int widthPx,
    int heightPx,
    Optional<String> pictureClass,
    Optional<String> heading,
    Optional<String> textBefore,
    Optional<String> textAfter) {
  private static final String OPEN = "<picture-context>";
  private static final String CLOSE = "</picture-context>";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public FencedContext {
    words = List.copyOf(words);
  }

  /// Empty when there is none, or it is not JSON.
  public static Optional<FencedContext> read(String prompt) {
    int open = prompt.lastIndexOf(OPEN);
    int close = prompt.indexOf(CLOSE, open + 1);
    if (open < 0 || close < 0) {
      return Optional.empty();
    }
    try {
      JsonNode context = JSON.readTree(prompt.substring(open + OPEN.length(), close));
      return Optional.of(
          new FencedContext(
              text(context, "caption"),
              words(context.get("words")),
              number(context, "width"),
              number(context, "height"),
              text(context, "class"),
              text(context, "heading"),
              text(context, "before"),
              text(context, "after")));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The prompt without the context and the line that introduces it.
  public static String promptOnly(String prompt) {
    int open = prompt.lastIndexOf(OPEN);
    if (open < 0) {
      return prompt;
    }
    String before = prompt.substring(0, open).stripTrailing();
    int introduction = before.lastIndexOf('\n');
    return before.endsWith(":") && introduction >= 0
        ? before.substring(0, introduction).stripTrailing()
        : before;
  }

  private static Optional<String> text(JsonNode context, String name) {
    JsonNode value = context.get(name);
    return value != null && value.isString() && !value.stringValue().isBlank()
        ? Optional.of(value.stringValue().strip())
        : Optional.empty();
  }

  private static int number(JsonNode context, String name) {
    JsonNode value = context.get(name);
    return value != null && value.isInt() ? Math.max(0, value.intValue()) : 0;
  }

  private static List<String> words(@Nullable JsonNode value) {
    List<String> words = new ArrayList<>();
    if (value != null && value.isArray()) {
      for (JsonNode word : value) {
        if (word.isString() && !word.stringValue().isBlank()) {
          words.add(word.stringValue().strip());
        }
      }
    }
    return words;
  }
}
