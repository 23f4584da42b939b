package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.heading;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.SamplePages;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What only shows over several pages: running lines, the title, levels of headings.
class PageStructureTest {
  private static final Box TOP = new Box(72, 30, 540, 42);
  private static final Box BOTTOM = new Box(72, 750, 540, 762);

  @Test
  void linesThatComeBackInTheMarginsAreFurniture() {
    List<TextItem> texts =
        texts(
            IntStream.rangeClosed(1, 3)
                .mapToObj(number ->
                    page(
                        number,
                        text(TextKind.PARAGRAPH, "Annual report", TOP),
                        text(TextKind.PARAGRAPH, "Body of page " + number),
                        text(TextKind.PARAGRAPH, "Page " + number + " of 3", BOTTOM)))
                .toArray(PageResult[]::new));

    assertThat(labels(texts.subList(0, 3)))
        .containsExactly(TextLabel.PAGE_HEADER, TextLabel.TEXT, TextLabel.PAGE_FOOTER);
    assertThat(texts.getFirst().contentLayer()).isEqualTo(ContentLayer.FURNITURE);
  }

  @Test
  void aLineOnOneOfFewPagesOrInTheMiddleIsNot() {
    List<TextItem> texts =
        texts(
            page(1, text(TextKind.PARAGRAPH, "Draft", TOP), text(TextKind.PARAGRAPH, "Same.")),
            page(2, text(TextKind.PARAGRAPH, "Same.")));

    assertThat(labels(texts)).containsOnly(TextLabel.TEXT);
  }

  @Test
  void onLongDocumentsALineMustStandOnAQuarterOfThePages() {
    PageResult[] pages =
        IntStream.rangeClosed(1, 12)
            .mapToObj(number ->
                number <= 2
                    ? page(number, text(TextKind.PARAGRAPH, "Twice", TOP))
                    : page(
                        number,
                        text(
                            TextKind.PARAGRAPH,
                            number <= 5 ? "Thrice" : "Only on " + "x".repeat(number),
                            TOP)))
            .toArray(PageResult[]::new);

    List<TextItem> texts = texts(pages);

    assertThat(texts)
        .filteredOn(item -> item.label() == TextLabel.PAGE_HEADER)
        .extracting(TextItem::text)
        .containsOnly("Thrice")
        .hasSize(3);
  }

  @Test
  void numberedChaptersAtTheTopOfTheirPagesStayHeadings() {
    List<TextItem> texts =
        texts(
            IntStream.rangeClosed(1, 4)
                .mapToObj(number ->
                    page(
                        number,
                        new PageBlock.Text(TextKind.HEADING, "Chapter " + number, TOP, 1, 18, "")))
                .toArray(PageResult[]::new));

    assertThat(labels(texts)).containsOnly(TextLabel.SECTION_HEADER);
  }

  @Test
  void theLargestHeadingOfTheFirstPageIsTheTitleAndOthersAreRankedBySize() {
    List<TextItem> texts =
        texts(
            page(1, heading("Annual report", 24), heading("Results", 16.1)),
            page(2, heading("Details", 12), heading("Outlook", 15.9)));

    assertThat(texts)
        .extracting(TextItem::text, TextItem::label, TextItem::level)
        .containsExactly(
            tuple("Annual report", TextLabel.TITLE, Optional.empty()),
            tuple("Results", TextLabel.SECTION_HEADER, Optional.of(1)),
            tuple("Details", TextLabel.SECTION_HEADER, Optional.of(2)),
            tuple("Outlook", TextLabel.SECTION_HEADER, Optional.of(1)));
  }

  @Test
  void aHeadingThatOthersEqualIsNoTitle() {
    assertThat(labels(texts(page(1, heading("One", 16)), page(2, heading("Two", 16)))))
        .containsOnly(TextLabel.SECTION_HEADER);
  }

  @Test
  void whatThePageTookForTheTitleIsOnlyOneAndOnTheFirstPage() {
    List<TextItem> texts =
        texts(
            page(1, text(TextKind.TITLE, "Title"), text(TextKind.TITLE, "Subtitle")),
            page(2, text(TextKind.TITLE, "Another")));

    assertThat(labels(texts))
        .containsExactly(TextLabel.TITLE, TextLabel.SECTION_HEADER, TextLabel.SECTION_HEADER);
  }

  @Test
  void levelsOfThePageCountWhereSizesAreUnknownAndNeverGoBelowSixHashes() {
    PageBlock.Text unsized = new PageBlock.Text(TextKind.HEADING, "Deep", TOP, 3, 0, "");
    PageBlock.Text bottomless = new PageBlock.Text(TextKind.HEADING, "Deeper", TOP, 9, 0, "");

    assertThat(texts(page(2, unsized, bottomless)))
        .extracting(TextItem::level)
        .containsExactly(Optional.of(3), Optional.of(5));
  }

  @Test
  void aNumberSaysMoreOfAHeadingThanItsSize() {
    List<TextItem> texts =
        texts(
            page(
                1,
                heading("Handbook", 24),
                heading("Part one", 18),
                heading("1 Pumps", 14),
                heading("1.1 Parts", 14),
                heading("1.1.1 Seals", 12),
                heading("Remarks", 12),
                heading("Ends", 9)),
            page(2, heading("2. Valves", 14), heading("A.1 Tables", 14)));

    assertThat(texts)
        .extracting(TextItem::text, TextItem::level)
        .containsExactly(
            tuple("Handbook", Optional.empty()),
            tuple("Part one", Optional.of(1)),
            tuple("1 Pumps", Optional.of(2)),
            tuple("1.1 Parts", Optional.of(3)),
            tuple("1.1.1 Seals", Optional.of(4)),
            tuple("Remarks", Optional.of(4)),
            tuple("Ends", Optional.of(5)),
            tuple("2. Valves", Optional.of(2)),
            tuple("A.1 Tables", Optional.of(3)));
  }

  @Test
  void whatTheSourceSaysOfLevelsCountsMost() {
    List<TextItem> texts =
        texts(
            page(
                1,
                declared("Handbook", 24, 1),
                declared("1 Pumps", 14, 2),
                declared("Seals", 14, 3),
                heading("Looks like a chapter", 14),
                heading("Looks like a note", 10)),
            page(2, declared("Valves", 10, 2)));

    assertThat(texts)
        .extracting(TextItem::text, TextItem::level)
        .containsExactly(
            tuple("Handbook", Optional.empty()),
            tuple("1 Pumps", Optional.of(1)),
            tuple("Seals", Optional.of(2)),
            tuple("Looks like a chapter", Optional.of(1)),
            tuple("Looks like a note", Optional.of(1)),
            tuple("Valves", Optional.of(1)));
  }

  private static PageBlock.Text declared(String text, double fontSizePt, int level) {
    return new PageBlock.Text(
        TextKind.HEADING, text, SamplePages.BODY_BOX, level, fontSizePt, "", true);
  }

  private static List<TextItem> texts(PageResult... pages) {
    return assembled(Map.of(), pages).document().texts();
  }

  private static List<TextLabel> labels(List<TextItem> texts) {
    return texts.stream().map(TextItem::label).toList();
  }
}
