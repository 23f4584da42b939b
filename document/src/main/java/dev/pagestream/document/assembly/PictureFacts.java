package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.docling.PagestreamNotes.Undescribed;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Optional;

/// A picture's outcome in the document's terms.
final class PictureFacts {
  /// Who classified.
  private static final String CLASSIFIER = "pagestream";

  private PictureFacts() {}

  static Optional<PictureMeta> meta(PictureResult result, List<PageBlock.ClassScore> classes) {
    Optional<PictureMeta.Description> description =
        switch (result) {
          case PictureResult.Described(Answer answer, int attempts, boolean reused) ->
              Optional.of(description(answer, attempts, reused));
          case PictureResult.Skipped _, PictureResult.Failed _ -> Optional.empty();
        };
    Optional<PictureMeta.Classification> classification = classification(classes);
    return description.isEmpty() && classification.isEmpty()
        ? Optional.empty()
        : Optional.of(new PictureMeta(description, classification));
  }

  /// Why there is no description; empty when there is one.
  static Optional<Undescribed> note(Ref picture, PictureResult result) {
    return switch (result) {
      case PictureResult.Described _ -> Optional.empty();
      case PictureResult.Skipped(String reason, String detail) ->
          Optional.of(new Undescribed(picture.pointer(), "skipped", reason, detail));
      case PictureResult.Failed(PartFailure failure) ->
          Optional.of(
              new Undescribed(
                  picture.pointer(), "failed", failure.code().name(), failure.message()));
    };
  }

  private static PictureMeta.Description description(Answer answer, int attempts, boolean reused) {
    return new PictureMeta.Description(
        answer.text(),
        answer.model().isBlank() ? answer.url() : answer.model(),
        answer.fingerprint(),
        answer.model(),
        answer.latencyMs(),
        attempts,
        reused,
        usage(answer));
  }

  private static Optional<PictureMeta.Usage> usage(Answer answer) {
    return answer.promptTokens().isEmpty() && answer.completionTokens().isEmpty()
        ? Optional.empty()
        : Optional.of(new PictureMeta.Usage(answer.promptTokens(), answer.completionTokens()));
  }

  private static Optional<PictureMeta.Classification> classification(
      List<PageBlock.ClassScore> classes) {
    return classes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PictureMeta.Classification(
                classes.stream()
                    .map(c -> new PictureMeta.Prediction(c.confidence(), CLASSIFIER, c.name()))
                    .toList()));
  }
}
