package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.answer;
import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.described;
import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.request;
import static dev.pagestream.document.SamplePages.skippedPicture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.docling.PagestreamNotes.Undescribed;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Guarantee G3: every picture ends described, skipped with a reason, or failed with a code.
class DocumentOutcomeTest {
  private static final AssemblyOptions DESCRIBE =
      new AssemblyOptions(ImageExportMode.PLACEHOLDER, false, true, false, "");
  private static final AssemblyOptions ABORT =
      new AssemblyOptions(ImageExportMode.PLACEHOLDER, false, true, true, "");
  private static final PageResult TEXT_PAGE = page(1, text(TextKind.PARAGRAPH, "Hello."));
  private static final PageResult BAD_PAGE =
      new PageResult.Failed(2, failure(FailureCode.PAGE_UNREADABLE));

  @Test
  void everyPictureIsDescribedSkippedOrFailed() {
    AssembledDocument result =
        assembled(
            DESCRIBE,
            Map.of(
                "good", described("good", "A chart."),
                "bad", new PictureResult.Failed(failure(FailureCode.MODEL_FAILED)),
                "late", new PictureResult.Skipped("class_filtered", "logo")),
            page(
                1,
                picture(0, "good"),
                picture(1, "bad"),
                picture(2, "late"),
                skippedPicture(3, SkipReason.BELOW_AREA_THRESHOLD, "0.1 % of the page")));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 4, 1, 2, 1, 4, 100, 20));
    assertThat(result.document().pagestream().orElseThrow().undescribed())
        .containsExactly(
            new Undescribed(
                "#/pictures/1", "failed", "MODEL_FAILED", "It went wrong: MODEL_FAILED."),
            new Undescribed("#/pictures/2", "skipped", "class_filtered", "logo"),
            new Undescribed(
                "#/pictures/3", "skipped", "below_area_threshold", "0.1 % of the page"));
  }

  @Test
  void tellsHowADescriptionCameAbout() {
    AssembledDocument result =
        assembled(
            DESCRIBE,
            Map.of("f", new PictureResult.Described(answer("f", "A chart."), 0, true)),
            page(1, picture(0, "f")));

    assertThat(result.document().pictures().getFirst().meta().orElseThrow().description())
        .contains(
            new PictureMeta.Description(
                "A chart.",
                "granite-vision",
                "f",
                "granite-vision",
                250,
                0,
                true,
                Optional.of(new PictureMeta.Usage(Optional.of(100L), Optional.of(20L)))));
    assertThat(result.document().pagestream()).isEmpty();
  }

  @Test
  void aFingerprintWithoutAResultIsAFailureNotAnEmptyPicture() {
    AssembledDocument result = assembled(DESCRIBE, Map.of(), page(1, picture(0, "lost")));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.errors())
        .extracting(ErrorItem::code, ErrorItem::pageNo)
        .containsExactly(tuple("INTERNAL", Optional.of(1)));
    assertThat(result.counts().failed()).isEqualTo(1);
  }

  @Test
  void aPictureThatWasNeverToBeDescribedSaysSo() {
    AssemblyOptions plain =
        new AssemblyOptions(ImageExportMode.PLACEHOLDER, false, false, false, "");
    PageBlock.Picture untouched =
        new PageBlock.Picture(
            0,
            picture(0, "f").box(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    AssembledDocument result = assembled(plain, Map.of(), page(1, untouched));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(result.document().pagestream().orElseThrow().undescribed())
        .extracting(Undescribed::reason)
        .containsExactly("not_requested");
  }

  @Test
  void equalPicturesArePaidForOnce() {
    AssembledDocument result =
        assembled(
            DESCRIBE,
            Map.of(
                "logo", new PictureResult.Described(answer("logo", "A logo."), 2, false),
                "known", new PictureResult.Described(answer("known", "A map."), 0, true)),
            page(1, picture(0, "logo"), picture(1, "known")),
            page(2, picture(0, "logo")),
            page(3, picture(0, "logo")));

    assertThat(result.counts()).isEqualTo(new Counts(3, 0, 4, 4, 0, 0, 2, 100, 20));
  }

  @Test
  void oneFailedFingerprintIsOneErrorButEveryPictureOfItFailed() {
    AssembledDocument result =
        assembled(
            DESCRIBE,
            Map.of("logo", new PictureResult.Failed(failure(FailureCode.PICTURE_REJECTED))),
            page(1, text(TextKind.PARAGRAPH, "Hello.")),
            page(2, picture(0, "logo")),
            page(3, picture(0, "logo")));

    assertThat(result.counts().failed()).isEqualTo(2);
    assertThat(result.counts().modelCalls()).isEqualTo(3);
    assertThat(result.errors()).extracting(ErrorItem::pageNo).containsExactly(Optional.of(2));
  }

  @Test
  void aFailureBeforeAnyCallCountsNoCalls() {
    AssembledDocument result =
        assembled(
            DESCRIBE,
            Map.of("f", new PictureResult.Failed(failure(FailureCode.DEADLINE_EXCEEDED))),
            page(1, picture(0, "f")));

    assertThat(result.counts().modelCalls()).isZero();
  }

  @Test
  void errorsComeInPageOrder() {
    AssembledDocument result =
        assembled(DESCRIBE, Map.of(), page(1, picture(0, "a")), BAD_PAGE, page(3, picture(0, "b")));

    assertThat(result.errors())
        .extracting(ErrorItem::code)
        .containsExactly("INTERNAL", "PAGE_UNREADABLE", "INTERNAL");
  }

  @Test
  void allWellIsSuccess() {
    AssembledDocument result = assembled(DESCRIBE, Map.of(), TEXT_PAGE);

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void aFailedPageLeavesAPartialSuccess() {
    AssembledDocument result = assembled(DESCRIBE, Map.of(), TEXT_PAGE, BAD_PAGE);

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void nothingButFailedPagesIsAFailure() {
    assertThat(assembled(DESCRIBE, Map.of(), BAD_PAGE).outcome())
        .isEqualTo(DocumentOutcome.FAILURE);
  }

  @Test
  void noPageAtAllIsAFailureWithAnError() {
    AssembledDocument result = assembled(DESCRIBE, Map.of());

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(result.errors()).extracting(ErrorItem::code).containsExactly("INTERNAL");
  }

  @Test
  void abortOnErrorTurnsAnyFailureIntoTheDocuments() {
    assertThat(assembled(ABORT, Map.of(), TEXT_PAGE, BAD_PAGE).outcome())
        .isEqualTo(DocumentOutcome.FAILURE);
    assertThat(assembled(ABORT, Map.of(), page(1, picture(0, "f"))).outcome())
        .isEqualTo(DocumentOutcome.FAILURE);
    assertThat(assembled(ABORT, Map.of(), TEXT_PAGE).outcome()).isEqualTo(DocumentOutcome.SUCCESS);
  }

  @Test
  void aCancelledDocumentIsCancelledAndSoAreItsOpenPictures() {
    AssembledDocument result =
        DocumentAssembler.assemble(
            request(DESCRIBE),
            List.of(page(1, picture(0, "f"))),
            _ -> Optional.empty(),
            Optional.of(failure(FailureCode.CANCELLED)),
            true);

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.CANCELLED);
    assertThat(result.errors())
        .extracting(ErrorItem::code)
        .containsExactly("CANCELLED", "CANCELLED");
  }
}
