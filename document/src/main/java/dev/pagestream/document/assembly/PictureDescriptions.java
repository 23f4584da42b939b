package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.pictureanswer.AltText;
import dev.pagestream.document.pictureanswer.LooseJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What a picture's description is, whatever was asked.
final class PictureDescriptions {
  /// Of a picture about which a model says no more; a description is never empty.
  private static final String DECORATIVE = "Decorative picture.";

  private PictureDescriptions() {}

  static PictureMeta.Description of(PictureResult.Described described, SettledPicture picture) {
    Answer answer = described.answer();
    Optional<AltText> alt = picture.read(Purpose.ALT_TEXT, given -> AltText.read(given.text()));
    return new PictureMeta.Description(
        text(answer, alt),
        answer.model().isBlank() ? answer.url() : answer.model(),
        answer.fingerprint(),
        answer.model(),
        answer.latencyMs(),
        described.attempts(),
        described.reused(),
        usage(answer),
        alt.flatMap(AltText::kind),
        alt.flatMap(AltText::alt),
        alt.map(AltText::decorative),
        alt.map(AltText::textInImage).filter(texts -> !texts.isEmpty()),
        alt.flatMap(AltText::language),
        extracted(picture));
  }

  /// Facts by a schema; the text itself when it is no JSON.
  static Optional<JsonNode> extracted(SettledPicture picture) {
    return picture.read(
        Purpose.EXTRACT,
        answer ->
            LooseJson.container(answer.text())
                .or(() -> Optional.of(StringNode.valueOf(answer.text()))));
  }

  /// A description that was asked for as such comes first, then the structured one, then what a
  /// chart says.
  private static String text(Answer answer, Optional<AltText> alt) {
    return answer
        .textOf(Purpose.DESCRIBE_PICTURE)
        .or(() -> answer.textOf(Purpose.ALT_TEXT).map(text -> structured(text, alt)))
        .or(() -> answer.textOf(Purpose.CHART_SUMMARY))
        .orElse(answer.text());
  }

  private static String structured(String text, Optional<AltText> alt) {
    return alt.map(read -> read.description().orElse(DECORATIVE))
        .orElseGet(() -> AltText.plain(text));
  }

  /// Of all steps.
  private static Optional<PictureMeta.Usage> usage(Answer answer) {
    Optional<Long> prompt = sum(answer.parts().stream().map(p -> p.promptTokens()).toList());
    Optional<Long> completion =
        sum(answer.parts().stream().map(p -> p.completionTokens()).toList());
    return prompt.isEmpty() && completion.isEmpty()
        ? Optional.empty()
        : Optional.of(new PictureMeta.Usage(prompt, completion));
  }

  private static Optional<Long> sum(List<Optional<Long>> tokens) {
    return tokens.stream().flatMap(Optional::stream).reduce(Long::sum);
  }
}
