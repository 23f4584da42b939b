package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.answered;
import static dev.pagestream.document.SamplePages.asked;
import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.chain;
import static dev.pagestream.document.SamplePages.described;
import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.skippedPicture;
import static dev.pagestream.document.SamplePages.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.StepAnswer;
import dev.pagestream.document.docling.Annotation;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What answers to other questions than "describe" become in the document.
class QuestionsTest {
  private static final PictureResult ANSWERED = described("f", "A chart.");
  private static final PageBlock.Picture CHART =
      asked(picture(0, "f"), Purpose.CHART_TABLE, "table");

  @Test
  void aStructuredAnswerDescribesThePicture() {
    PictureMeta.Description description =
        description(
            answered(
                "f",
                Purpose.ALT_TEXT,
                """
                {"kind":"chart","decorative":false,"alt":"Sales rise.",
                 "long_description":"Sales rise from 1 to 4.","text_in_image":["Sales"],
                 "language":"en"}\
                """));

    assertThat(description.text()).isEqualTo("Sales rise from 1 to 4.");
    assertThat(description.kind()).contains("chart");
    assertThat(description.altText()).contains("Sales rise.");
    assertThat(description.decorative()).contains(false);
    assertThat(description.textInImage()).contains(List.of("Sales"));
    assertThat(description.language()).contains("en");
  }

  @Test
  void aDecorativePictureSaysSoAndAPlainAnswerIsTheDescription() {
    assertThat(
            description(answered("f", Purpose.ALT_TEXT, "{\"decorative\": true, \"alt\": \"\"}")))
        .extracting(
            PictureMeta.Description::text,
            PictureMeta.Description::altText,
            PictureMeta.Description::decorative)
        .containsExactly("Decorative picture.", Optional.empty(), Optional.of(true));
    assertThat(description(answered("f", Purpose.ALT_TEXT, "```\nA red bar.\n```")).text())
        .isEqualTo("A red bar.");
  }

  @Test
  void dataCodeAndSummaryOfAChartHaveTheirPlaces() {
    PageBlock.Picture chart = asked(CHART, Purpose.CHART_CODE, "code");
    chart = asked(chart, Purpose.CHART_SUMMARY, "summary");

    DoclingDocument document =
        assembled(
                Map.of(
                    "f", ANSWERED,
                    "table", answered("table", Purpose.CHART_TABLE, "Year,A\n2020,5"),
                    "code", answered("code", Purpose.CHART_CODE, "```python\nplot()\n```"),
                    "summary", answered("summary", Purpose.CHART_SUMMARY, "It rises.")),
                page(1, chart))
            .document();
    PictureMeta meta = document.pictures().getFirst().meta().orElseThrow();

    assertThat(meta.description()).get().extracting(d -> d.text()).isEqualTo("A chart.");
    assertThat(meta.tabularChart().orElseThrow().chartData().numRows()).isEqualTo(2);
    assertThat(meta.code())
        .contains(new PictureMeta.Code("plot()", "granite-vision", Optional.of("Python")));
    assertThat(meta.summary()).contains(new PictureMeta.Summary("It rises.", "granite-vision"));
    assertThat(document.pictures().getFirst().annotations())
        .hasAtLeastOneElementOfType(Annotation.TabularChart.class);
    assertThat(DoclingJson.read(DoclingJson.write(document))).isEqualTo(document);
  }

  @Test
  void theModelsClassOverrulesThatOfTheRules() {
    PageBlock.Picture plain = picture(0, "f");
    PageBlock.Picture classified =
        new PageBlock.Picture(
            0,
            plain.box(),
            plain.caption(),
            plain.crop(),
            plain.fingerprint(),
            plain.skipped(),
            List.of(new PageBlock.ClassScore("logo", 0.9), new PageBlock.ClassScore("icon", 0.1)));
    PictureResult result =
        inSteps(
            step(Purpose.CLASSIFY_PICTURE, "s1", "{\"class\":\"map\",\"confidence\":0.7}", 1),
            step(Purpose.DESCRIBE_PICTURE, "s2", "A map.", 1));

    PictureMeta meta = meta(assembled(Map.of("f", result), page(1, classified)));

    assertThat(meta.classification().orElseThrow().predictions())
        .extracting(p -> p.className(), p -> p.createdBy())
        .containsExactly(tuple("map", "step-model"), tuple("icon", "pagestream"));
    assertThat(meta.description().orElseThrow().text()).isEqualTo("A map.");
  }

  @Test
  void factsStandInTheDescriptionOrAmongTheNotes() {
    Map<String, PictureResult> results =
        Map.of("f", ANSWERED, "facts", answered("facts", Purpose.EXTRACT, "So: {\"total\": 3}"));

    AssembledDocument result =
        assembled(
            results,
            page(
                1,
                asked(picture(0, "f"), Purpose.EXTRACT, "facts"),
                asked(skippedPicture(1, SkipReason.CLASS_FILTERED, ""), Purpose.EXTRACT, "facts")));

    assertThat(meta(result).description().orElseThrow().extracted())
        .get()
        .hasToString("{\"total\":3}");
    assertThat(result.document().pagestream().orElseThrow().extracted())
        .extracting(PagestreamNotes.Extracted::picture, note -> note.facts().toString())
        .containsExactly(tuple("#/pictures/1", "{\"total\":3}"));
  }

  @Test
  void aFailedQuestionIsAnErrorButThePictureKeepsItsDescription() {
    AssembledDocument result =
        assembled(
            Map.of(
                "f",
                ANSWERED,
                "table",
                new PictureResult.Failed(failure(FailureCode.MODEL_FAILED))),
            page(1, CHART));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.errors()).extracting(ErrorItem::code).containsExactly("MODEL_FAILED");
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 1, 1, 0, 0, 4, 100, 20));
    assertThat(meta(result).description().orElseThrow().text()).isEqualTo("A chart.");
    assertThat(result.document().pagestream()).isEmpty();
  }

  @Test
  void aQuestionWithoutAResultFailedToo() {
    AssembledDocument result = assembled(Map.of("f", ANSWERED), page(1, CHART));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.errors()).extracting(ErrorItem::code).containsExactly("INTERNAL");
  }

  @Test
  void aQuestionThatDoesNotSuitThePictureIsNoError() {
    AssembledDocument result =
        assembled(
            Map.of("f", ANSWERED, "table", new PictureResult.Skipped("class_filtered", "")),
            page(1, CHART));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(result.document().pagestream()).isEmpty();
  }

  @Test
  void aPictureBeyondTheBudgetSaysSo() {
    AssembledDocument result =
        assembled(
            Map.of("f", new PictureResult.Skipped("budget_exceeded", "")),
            page(1, picture(0, "f")));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(result.counts().skipped()).isEqualTo(1);
    assertThat(result.document().pagestream().orElseThrow().undescribed())
        .extracting(note -> note.reason())
        .containsExactly("budget_exceeded");
  }

  @Test
  void anAnswerWithoutATableIsAnErrorOfItsOwn() {
    AssembledDocument result =
        assembled(
            Map.of("f", ANSWERED, "table", answered("table", Purpose.CHART_TABLE, "No chart.")),
            page(1, CHART),
            page(2, CHART));

    assertThat(result.outcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(result.errors()).extracting(ErrorItem::code).containsExactly("ANSWER_UNREADABLE");
  }

  @Test
  void everyFingerprintIsPaidForOnce() {
    AssembledDocument result =
        assembled(
            Map.of(
                "f", ANSWERED, "table", answered("table", Purpose.CHART_TABLE, "Year,A\n2020,5")),
            page(1, CHART),
            page(2, CHART));

    assertThat(result.counts()).isEqualTo(new Counts(2, 0, 2, 2, 0, 0, 2, 200, 40));
  }

  @Test
  void aStepThatWasAnsweredAlreadyCostsNothing() {
    PictureResult result =
        inSteps(
            step(Purpose.CLASSIFY_PICTURE, "s1", "map", 0),
            step(Purpose.DESCRIBE_PICTURE, "s2", "A map.", 2));

    assertThat(assembled(Map.of("f", result), page(1, picture(0, "f"))).counts())
        .isEqualTo(new Counts(1, 0, 1, 1, 0, 0, 2, 10, 2));
  }

  private static PictureResult inSteps(StepAnswer... steps) {
    return new PictureResult.Described(chain("f", steps), 2, false);
  }

  private static PictureMeta.Description description(PictureResult result) {
    return meta(assembled(Map.of("f", result), page(1, picture(0, "f"))))
        .description()
        .orElseThrow();
  }

  private static PictureMeta meta(AssembledDocument result) {
    return result.document().pictures().getFirst().meta().orElseThrow();
  }
}
