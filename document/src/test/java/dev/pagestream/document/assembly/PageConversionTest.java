package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.answered;
import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.convertedPage;
import static dev.pagestream.document.SamplePages.described;
import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A page whose text comes from a model.
class PageConversionTest {
  private static final PageBlock FOUND = text(TextKind.PARAGRAPH, "What analysis found.");
  private static final PictureResult MARKDOWN =
      answered("p", Purpose.CONVERT_PAGE, "# Report\n\nThe model's text.\n\n## Part");

  @Test
  void theModelsTextTakesThePlaceOfWhatAnalysisFound() {
    AssembledDocument result =
        assembled(
            Map.of("p", MARKDOWN, "f", described("f", "A chart.")),
            convertedPage(1, "p", "markdown", FOUND, picture(0, "f")));

    assertThat(result.document().texts())
        .extracting(TextItem::label, TextItem::text)
        .containsExactly(
            tuple(TextLabel.TITLE, "Report"),
            tuple(TextLabel.TEXT, "The model's text."),
            tuple(TextLabel.SECTION_HEADER, "Part"));
    assertThat(result.document().pictures()).hasSize(1);
    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 1, 1, 0, 0, 2, 200, 40));
  }

  @Test
  void aFailedConversionIsAFailureOfThePageAndWhatAnalysisFoundStays() {
    AssembledDocument result =
        assembled(
            Map.of(
                "p", MARKDOWN, "q", new PictureResult.Failed(failure(FailureCode.MODEL_TIMEOUT))),
            convertedPage(1, "p", "markdown"),
            convertedPage(2, "q", "markdown", FOUND));

    assertThat(result.document().texts().getLast().text()).isEqualTo("What analysis found.");
    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.errors())
        .extracting(ErrorItem::code, ErrorItem::pageNo)
        .containsExactly(tuple("MODEL_TIMEOUT", Optional.of(2)));
    assertThat(result.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 4, 100, 20));
  }

  @Test
  void aConversionWithoutAResultOrBeyondTheBudgetFailedToo() {
    AssembledDocument result =
        assembled(
            Map.of("q", new PictureResult.Skipped("budget_exceeded", "")),
            convertedPage(1, "p", "markdown", FOUND),
            convertedPage(2, "q", "markdown", FOUND));

    assertThat(result.errors())
        .extracting(ErrorItem::code)
        .containsExactly("INTERNAL", "BUDGET_EXCEEDED");
    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
  }

  @Test
  void anAnswerWithoutTextDoesNotEmptyThePage() {
    AssembledDocument result =
        assembled(
            Map.of("p", answered("p", Purpose.CONVERT_PAGE, "<doctag></doctag>")),
            convertedPage(1, "p", "doctags", FOUND));

    assertThat(result.document().texts()).hasSize(1);
    assertThat(result.errors()).extracting(ErrorItem::code).containsExactly("ANSWER_UNREADABLE");
  }

  @Test
  void anEmptyPageMayBeEmpty() {
    AssembledDocument result =
        assembled(
            Map.of("p", answered("p", Purpose.CONVERT_PAGE, "<doctag></doctag>")),
            convertedPage(1, "p", "doctags"));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
  }

  @Test
  void nothingButFailedConversionsOfEmptyPagesIsAFailure() {
    AssembledDocument result =
        assembled(Map.of(), convertedPage(1, "p", "doctags"), convertedPage(2, "q", "doctags"));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(result.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void equalPagesArePaidForOnceButEachOfThemFails() {
    PictureResult failed = new PictureResult.Failed(failure(FailureCode.MODEL_FAILED));
    AssembledDocument result =
        assembled(
            Map.of("p", failed),
            convertedPage(1, "p", "markdown", FOUND),
            convertedPage(2, "p", "markdown", FOUND));

    assertThat(result.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 3, 0, 0));
    assertThat(result.errors()).hasSize(2);
  }
}
