package dev.pagestream.document.export;

import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Golden;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SamplePages;
import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.PageResult;
import dev.pagestream.document.assembly.PictureResult;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarkdownExporterTest {
  private static final MarkdownOptions PLAIN =
      new MarkdownOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC, "");

  @ParameterizedTest
  @EnumSource
  void rendersAsDoclingCoreDoes(ImageExportMode mode) {
    Golden.assertMatches(
        "report-" + mode.wireName() + ".md",
        MarkdownExporter.export(
                SampleReport.document(mode), new MarkdownOptions(mode, ImageAltMode.STATIC, ""))
            + "\n");
  }

  @Test
  void printsThePlaceholderOncePerTurnOfThePage() {
    String markdown =
        MarkdownExporter.export(
            SampleReport.document(ImageExportMode.PLACEHOLDER),
            new MarkdownOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC, "<!-- page -->"));

    assertThat(markdown).containsOnlyOnce("<!-- page -->\n\n### Details");
    assertThat(markdown.split("<!-- page -->", -1)).hasSize(3);
    assertThat(markdown).startsWith("# ").endsWith("<!-- page -->\n\nThe end.");
  }

  @Test
  void aPictureWithoutPixelsIsAPlaceholderInEveryMode() {
    DoclingDocument document = SampleReport.document(ImageExportMode.PLACEHOLDER);

    assertThat(
            MarkdownExporter.export(
                document, new MarkdownOptions(ImageExportMode.EMBEDDED, ImageAltMode.STATIC, "")))
        .isEqualTo(MarkdownExporter.export(document, PLAIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          A chart <b>with_bars</b> & more. → A chart <b>with_bars</b> & more.
          # Chart                          → \\# Chart
          ####### seven                    → ####### seven
          - bars                           → \\- bars
          -5 degrees                       → -5 degrees
          **Bold** start                   → **Bold** start
          1. First                         → 1\\. First
          2024 was good                    → 2024 was good
          > quoted                         → \\> quoted
          ```json {}                       → \\```json {}
          <!-- open                        → \\<!-- open
          | a | b |                        → \\| a | b |
          ---                              → \\---
          * * *                            → \\* * *
          """)
  void aDescriptionStaysAParagraphButIsOtherwiseUntouched(String answer, String printed) {
    assertThat(described(answer)).isEqualTo("<!-- image -->\n\n" + printed);
  }

  @Test
  void aDescriptionOfManyLinesIsOneParagraph() {
    assertThat(described("First.\n\n  # Second\r\n\u2028third "))
        .isEqualTo("<!-- image -->\n\nFirst. # Second third");
  }

  @Test
  void aTextCannotOpenAFence() {
    assertThat(
            export(
                page(
                    1,
                    text(TextKind.PARAGRAPH, "```python"),
                    text(TextKind.PARAGRAPH, "~~~"),
                    text(TextKind.PARAGRAPH, "<div>"))))
        .isEqualTo("\\```python\n\n\\~~~\n\n&lt;div&gt;");
  }

  @Test
  void printsTheDataOfAChartAsDoclingCoreDoes() {
    assertThat(charted("Q,Rev\nQ1,10"))
        .isEqualTo(
            """
            <!-- image -->

            A chart.

            | Q   |   Rev |
            |-----|-------|
            | Q1  |    10 |\
            """);
  }

  @Test
  void aCellCannotBreakOutOfItsTable() {
    assertThat(charted("\"a\nb\",x|y\n1,\"# no\n\nheading\""))
        .isEqualTo(
            """
            <!-- image -->

            A chart.

            |   a b | x&#124;y     |
            |-------|--------------|
            |     1 | # no heading |\
            """);
  }

  @Test
  void codeCannotLeaveItsFence() {
    assertThat(answered(Purpose.CHART_CODE, "~~~python\nprint('```')\n~~~"))
        .isEqualTo("<!-- image -->\n\nA chart.\n\n````\nprint('```')\n````");
  }

  @Test
  void printsTablesWithTheirCaptionAndTheirSpans() {
    PageBlock.Table table =
        new PageBlock.Table(
            SamplePages.BODY_BOX,
            Optional.of(0),
            2,
            3,
            List.of(
                cell(0, 0, 1, "Name"),
                cell(0, 1, 2, "Both|years"),
                cell(1, 0, 1, "a_b"),
                cell(1, 2, 1, "2")));

    assertThat(export(page(1, SamplePages.text(TextKind.CAPTION, "Table 1: Sales"), table)))
        .isEqualTo(
            """
            Table 1: Sales

            | Name   | Both&#124;years   |   Both&#124;years |
            |--------|-------------------|-------------------|
            | a_b    |                   |                 2 |\
            """);
  }

  @Test
  void listsInItemsAreIndented() {
    assertThat(
            export(
                page(
                    1,
                    SamplePages.item("1.", "one"),
                    SamplePages.item("-", "inner", 1),
                    SamplePages.item("-", "deeper than it can be", 9),
                    SamplePages.item("2.", "two"))))
        .isEqualTo("1. one\n    - inner\n        - deeper than it can be\n2. two");
  }

  @Test
  void codeKeepsItsLines() {
    assertThat(export(page(1, SamplePages.text(TextKind.CODE, "if (a < b) {\r\n  ```\n}"))))
        .isEqualTo("````\nif (a < b) {\n  ```\n}\n````");
  }

  private static PageBlock.Cell cell(int row, int column, int columnSpan, String text) {
    return new PageBlock.Cell(row, column, 1, columnSpan, text, row == 0, false, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "STATIC, ![Image](",
    "CAPTION, '![Figure 1: Revenue by quarter\\_2024.]('",
    "DESCRIPTION, '![# A bar chart - four bars \\<rising\\> - one\\_label]('"
  })
  void theAlternativeOfAnImageIsWhatWasAskedFor(ImageAltMode mode, String expected) {
    String markdown =
        MarkdownExporter.export(
            SampleReport.document(ImageExportMode.REFERENCED),
            new MarkdownOptions(ImageExportMode.REFERENCED, mode, ""));

    assertThat(markdown.lines().filter(line -> line.startsWith("!["))).hasSize(3);
    assertThat(markdown).contains("\n\n" + expected + "artifacts/");
    assertThat(markdown.split("!\\[Image]\\(", -1)).hasSize(mode == ImageAltMode.STATIC ? 4 : 3);
  }

  @Test
  void anEmptyDocumentIsEmpty() {
    assertThat(export(page(1))).isEmpty();
  }

  @Test
  void hostileTextsKeepOneBlockPerBlock() {
    RandomDocuments random = new RandomDocuments(99);
    for (int round = 0; round < 500; round++) {
      DoclingDocument document = random.next().document();

      String markdown = MarkdownExporter.export(document, PLAIN);

      assertThat(markdown.isEmpty() ? 0 : markdown.split("\n\n", -1).length)
          .as("round %d:%n%s", round, markdown)
          .isEqualTo(expectedBlocks(document));
      assertThat(TextExporter.export(document).split("\n\n", -1)).noneMatch(b -> b.contains("\r"));
    }
  }

  private static String charted(String table) {
    return answered(Purpose.CHART_TABLE, table);
  }

  private static String answered(Purpose purpose, String text) {
    Map<String, PictureResult> results =
        Map.of(
            "f", SamplePages.described("f", "A chart."),
            "q", SamplePages.answered("q", purpose, text));
    return MarkdownExporter.export(
        assembled(results, page(1, SamplePages.asked(picture(0, "f"), purpose, "q"))).document(),
        PLAIN);
  }

  private static int expectedBlocks(DoclingDocument document) {
    int blocks = 0;
    for (Block block : Blocks.of(document)) {
      blocks +=
          switch (block) {
            case Block.PageBreak() -> 0;
            case Block.Text(var item) when item.label() == TextLabel.CODE ->
                Inline.lines(item.text()).split("\n\n", -1).length;
            case Block.Text _, Block.ItemList _ -> 1;
            case Block.Table(var _, var captions) -> 1 + captions.size();
            case Block.Picture(var item, var captions) ->
                1
                    + captions.size()
                    + item.meta().map(MarkdownExporterTest::expectedBlocks).orElse(0);
          };
    }
    return blocks;
  }

  private static int expectedBlocks(PictureMeta meta) {
    int paragraphs =
        (int)
            Stream.of(
                    meta.summary(), meta.description(), meta.classification(), meta.tabularChart())
                .filter(Optional::isPresent)
                .count();
    return paragraphs
        + meta.code().map(code -> Inline.lines(code.text()).split("\n\n", -1).length).orElse(0);
  }

  private static String described(String answer) {
    return MarkdownExporter.export(
        assembled(Map.of("f", SamplePages.described("f", answer)), page(1, picture(0, "f")))
            .document(),
        PLAIN);
  }

  private static String export(PageResult page) {
    return MarkdownExporter.export(assembled(Map.of(), page).document(), PLAIN);
  }
}
