package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.heading;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

  private static List<TextItem> texts(PageResult... pages) {
    return assembled(Map.of(), pages).document().texts();
  }

  private static List<TextLabel> labels(List<TextItem> texts) {
    return texts.stream().map(TextItem::label).toList();
  }
}
