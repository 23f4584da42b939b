package dev.pagestream.document.pictureanswer;

import dev.pagestream.document.markup.Fence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A structured answer about a picture, for people who do not see it. Texts are stripped and never
/// empty. Immutable.
///
/// @param kind such as `photo`, `chart`, `decorative`, as the model said
/// @param decorative whether it says nothing that a reader would miss
/// @param alt a sentence or two
/// @param longDescription of what is too much for `alt`
/// @param textInImage words seen in the picture
/// @param language of the texts, BCP 47
public record AltText(
    Optional<String> kind,
    boolean decorative,
    Optional<String> alt,
    Optional<String> longDescription,
    List<String> textInImage,
    Optional<String> language) {
  private static final String DECORATIVE = "decorative";

  public AltText {
    textInImage = List.copyOf(textInImage);
  }

  /// @return empty when the answer has no object that says anything about a picture
  public static Optional<AltText> read(String answer) {
    return LooseJson.object(answer)
        .map(AltText::of)
        .filter(read -> read.decorative || read.description().isPresent());
  }

  /// What to print where the answer has no such form: the text itself, which is a description too.
  public static String plain(String answer) {
    String unwrapped = Fence.unwrapped(answer).strip();
    return unwrapped.isEmpty() ? answer.strip() : unwrapped;
  }

  /// The longest text there is; empty when there is none.
  public Optional<String> description() {
    return longDescription
        .or(() -> alt)
        .or(() ->
            textInImage.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", textInImage)));
  }

  private static AltText of(JsonNode object) {
    Optional<String> kind = LooseJson.text(object, "kind", "type");
    boolean decorative =
        object.path(DECORATIVE).asBoolean(false) || kind.filter(DECORATIVE::equals).isPresent();
    return new AltText(
        kind,
        decorative,
        LooseJson.text(object, "alt", "alt_text"),
        LooseJson.text(object, "long_description", "longDescription", "description"),
        texts(object.path("text_in_image")),
        LooseJson.text(object, "language"));
  }

  private static List<String> texts(JsonNode node) {
    Stream<JsonNode> nodes = node.isArray() ? node.valueStream() : Stream.of(node);
    return nodes
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(value -> value.asString("").strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
