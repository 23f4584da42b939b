package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.StepAnswer;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PagestreamNotes.Extracted;
import dev.pagestream.document.docling.PagestreamNotes.Undescribed;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.pictureanswer.ChartTable;
import java.util.List;
import java.util.Optional;

/// A picture's outcome in the document's terms.
final class PictureFacts {
  private PictureFacts() {}

  static Optional<PictureMeta> meta(SettledPicture picture, List<PageBlock.ClassScore> classes) {
    Optional<PictureMeta.Description> description =
        switch (picture.result()) {
          case PictureResult.Described described ->
              Optional.of(PictureDescriptions.of(described, picture));
          case PictureResult.Skipped _, PictureResult.Failed _ -> Optional.empty();
        };
    Optional<PictureMeta.Classification> classification = PictureClasses.of(picture, classes);
    return new PictureMeta(
            summary(picture, description),
            description,
            classification,
            picture.read(
                Purpose.CHART_TABLE,
                answer -> chart(answer, author(answer, picture.result()), classification)),
            picture.read(
                Purpose.CHART_CODE,
                answer -> ChartCode.of(answer, author(answer, picture.result()))))
        .unlessEmpty();
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

  /// Facts by a schema, when there is no description they could stand in.
  static Optional<Extracted> extractedOfUndescribed(Ref picture, SettledPicture settled) {
    return switch (settled.result()) {
      case PictureResult.Described _ -> Optional.empty();
      case PictureResult.Skipped _, PictureResult.Failed _ ->
          PictureDescriptions.extracted(settled)
              .map(facts -> new Extracted(picture.pointer(), facts));
    };
  }

  /// What the source says of it, and its parts; empty when there is neither.
  static Optional<PagestreamNotes.Source> source(
      Ref picture, PageBlock.Picture block, double heightPt) {
    return block.alternate().isEmpty() && block.panels().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PagestreamNotes.Source(
                picture.pointer(),
                block.alternate(),
                block.panels().stream()
                    .map(panel -> Provenance.BoundingBox.bottomLeft(panel, heightPt))
                    .toList()));
  }

  /// Who answered: the model, or where it was asked when nobody named it.
  static String author(StepAnswer answer, PictureResult result) {
    return answer.model().isBlank() && result instanceof PictureResult.Described(Answer main, _, _)
        ? main.url()
        : answer.model();
  }

  /// Not said twice when it is the description already.
  private static Optional<PictureMeta.Summary> summary(
      SettledPicture picture, Optional<PictureMeta.Description> description) {
    return picture
        .read(
            Purpose.CHART_SUMMARY,
            answer ->
                Optional.of(
                    new PictureMeta.Summary(answer.text(), author(answer, picture.result()))))
        .filter(
            summary -> description.filter(said -> said.text().equals(summary.text())).isEmpty());
  }

  /// Without a title of its own a chart is called by its class, as docling does.
  private static Optional<PictureMeta.TabularChart> chart(
      StepAnswer answer, String author, Optional<PictureMeta.Classification> classification) {
    return ChartTable.read(answer.text())
        .map(table ->
            new PictureMeta.TabularChart(
                author,
                table.title().or(() -> classification.map(c -> c.main().className())),
                table.data()));
  }
}
