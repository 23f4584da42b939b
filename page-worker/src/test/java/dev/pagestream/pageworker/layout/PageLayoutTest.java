package dev.pagestream.pageworker.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageLayoutTest {
  private static final String[] BODY = {
    "The water level was read every fifteen minutes at all",
    "nine gauges of the river, and the readings were sent",
    "to the office in Aldham over the mobile network.",
  };

  @Test
  void joinsTheLinesOfAParagraphAndUndoesHyphenation() {
    PageSketch page =
        new PageSketch()
            .paragraph(
                10,
                50,
                100,
                "The gauges were in-",
                "stalled in the well-",
                "Known\u00A0places. One is of \uFB01ne make, 2 m³.");

    assertThat(page.blocks())
        .containsExactly(
            "PARAGRAPH The gauges were installed in the well- Known places. One is of fine make, 2 m³.");
  }

  @Test
  void startsAParagraphAtAGapAndAtAnIndentAfterASentence() {
    PageSketch page =
        new PageSketch()
            .paragraph(10, 50, 100, BODY)
            .paragraph(10, 50, 160, BODY[0], BODY[1], "sent on.")
            .line(10, 65, 196, "Indented lines begin a new one, here as in")
            .line(10, 50, 208, "most printed books.");

    assertThat(page.blocks())
        .containsExactly(
            "PARAGRAPH " + String.join(" ", BODY),
            "PARAGRAPH " + BODY[0] + " " + BODY[1] + " sent on.",
            "PARAGRAPH Indented lines begin a new one, here as in most printed books.");
  }

  @Test
  void joinsLinesOfTextThatIsSetWithDoubleSpacing() {
    PageSketch page = new PageSketch();
    String[] text = {
      "The gauges stand in places that are well known to all",
      "who live there. They were installed by the board when",
      "the new bridge was built and are read three times a day",
      "by its keepers.",
      "In spring the level rises for weeks, as the snow in the",
      "upper valley melts. Then the lower meadows stand under",
      "water, and the road to the mill is closed until summer."
    };
    for (int i = 0; i < text.length; i++) {
      page.line(10, i == 4 ? 70 : 50, 100 + 23 * i, text[i]);
    }

    assertThat(page.blocks())
        .containsExactly(
            "PARAGRAPH " + String.join(" ", List.of(text).subList(0, 4)),
            "PARAGRAPH " + String.join(" ", List.of(text).subList(4, 7)));
  }

  @Test
  void leavesRowsOfATableOfContentsApart() {
    PageSketch page = new PageSketch();
    for (int i = 1; i <= 6; i++) {
      page.line(
          10, 50, 100 + 23 * i, "What the board has read in year " + i + " . . . . . . . " + 7 * i);
    }

    assertThat(page.blocks()).hasSize(6);
  }

  @Test
  void tellsTitleAndHeadingLevelsBySizeAndNumber() {
    PageSketch page =
        new PageSketch()
            .number(1)
            .line(24, 50, 60, "River Monitoring Report")
            .line(15, 50, 120, "Summary")
            .paragraph(10, 50, 150, BODY)
            .line(12, 50, 220, "Gauges in use")
            .paragraph(10, 50, 250, BODY)
            .bold(10, 50, 320, "Stations")
            .paragraph(10, 50, 345, BODY)
            .line(13, 50, 420, "3.2.1 Calibration")
            .paragraph(10, 50, 450, BODY);

    assertThat(page.arranged().items())
        .filteredOn(item ->
            item instanceof ArrangedPage.Text(var block)
                && !block.kind().name().equals("PARAGRAPH"))
        .extracting(item -> ((ArrangedPage.Text) item).block())
        .extracting(block -> block.kind() + " " + block.level() + " " + block.text())
        .containsExactly(
            "TITLE 0 River Monitoring Report",
            "HEADING 1 Summary",
            "HEADING 2 Gauges in use",
            "HEADING 3 Stations",
            "HEADING 3 3.2.1 Calibration");
  }

  @Test
  void doesNotTakeSentencesOrNumbersInLargeTypeForHeadings() {
    PageSketch page =
        new PageSketch()
            .paragraph(10, 50, 100, BODY)
            .line(14, 50, 200, "A remark in large type ends with a full stop.")
            .line(14, 50, 300, "1 024")
            .paragraph(10, 50, 400, BODY)
            .paragraph(10, 50, 500, BODY);

    assertThat(page.blocks()).noneMatch(block -> block.startsWith("HEADING"));
  }

  @Test
  void takesListItemsApartFromTheirMarkers() {
    PageSketch page =
        new PageSketch()
            .paragraph(10, 50, 100, BODY)
            .line(10, 60, 150, "• Aldham, at the weir, with a second gauge")
            .line(10, 70, 162, "for the mill race")
            .line(10, 60, 174, "• Brackwater")
            .line(10, 60, 200, "2) Check the seal");

    assertThat(
            page.arranged().items().stream()
                .skip(1)
                .map(item -> ((ArrangedPage.Text) item).block()))
        .extracting(PageBlock.Text::marker, PageBlock.Text::text)
        .containsExactly(
            tuple("•", "Aldham, at the weir, with a second gauge for the mill race"),
            tuple("•", "Brackwater"),
            tuple("2)", "Check the seal"));
  }

  @Test
  void readsTwoColumnsOneAfterTheOtherBelowWhatSpansThem() {
    PageSketch page =
        new PageSketch()
            .line(18, 50, 60, "One heading over both of the columns")
            .paragraph(10, 320, 100, "Right one of the page", "goes on here.")
            .paragraph(10, 50, 100, "Left one of the page", "goes on here.")
            .paragraph(10, 50, 150, "Left two of the page", "goes on here.")
            .paragraph(10, 320, 150, "Right two of the page", "goes on here.");

    assertThat(page.blocks())
        .containsExactly(
            "HEADING One heading over both of the columns",
            "PARAGRAPH Left one of the page goes on here.",
            "PARAGRAPH Left two of the page goes on here.",
            "PARAGRAPH Right one of the page goes on here.",
            "PARAGRAPH Right two of the page goes on here.");
  }

  @Test
  void setsFurnitureApartAndPutsItFirstAndLast() {
    PageSketch page =
        new PageSketch()
            .line(9, 290, 785, "17")
            .paragraph(10, 50, 100, BODY)
            .artifact(9, 50, 30, "River Monitoring Report")
            .artifact(9, 50, 400, "Marked as furniture in mid-page")
            .vertical(9, 10, 300, "arXiv:2501.00089")
            .vertical(10, 300, 500, "Turned text in mid-page");

    assertThat(page.blocks())
        .containsExactly(
            "PAGE_HEADER River Monitoring Report",
            "PAGE_HEADER arXiv:2501.00089",
            "PARAGRAPH " + String.join(" ", BODY),
            "PARAGRAPH Marked as furniture in mid-page",
            "PARAGRAPH Turned text in mid-page",
            "PAGE_FOOTER 17");
  }

  @Test
  void givesTheCaptionBelowToItsPicture() {
    ArrangedPage page =
        new PageSketch()
            .paragraph(10, 50, 100, BODY)
            .image(50, 200, 350, 400)
            .paragraph(
                9, 50, 415, "Figure 1: Water level at Aldham in March,", "in metres above datum.")
            .paragraph(10, 50, 470, BODY)
            .arranged();

    ArrangedPage.Picture picture = page.pictures().findFirst().orElseThrow();
    assertThat(picture.box()).isEqualTo(new Box(50, 200, 350, 400));
    assertThat(picture.caption()).isEqualTo(Optional.of(2));
    assertThat(page.captionOf(picture))
        .contains("Figure 1: Water level at Aldham in March, in metres above datum.");
  }

  @Test
  void givesTheCaptionAboveOrBesideToItsPictureWhenThatIsAllThereIs() {
    ArrangedPage page =
        new PageSketch()
            .line(9, 50, 90, "Abb. 1: Pegel Aldham")
            .image(50, 100, 350, 300)
            .image(50, 500, 250, 600)
            .paragraph(9, 260, 540, "Fig. 2. The gauge", "house at the weir.")
            .arranged();

    assertThat(page.pictures().map(page::captionOf))
        .containsExactly(
            Optional.of("Abb. 1: Pegel Aldham"),
            Optional.of("Fig. 2. The gauge house at the weir."));
  }

  @Test
  void usesEachCaptionOnceAndForTheNearest() {
    ArrangedPage page =
        new PageSketch()
            .image(50, 100, 250, 200)
            .line(9, 50, 212, "Figure 1: Upper")
            .image(50, 220, 250, 320)
            .line(9, 50, 332, "Figure 2: Lower")
            .image(50, 400, 250, 500)
            .arranged();

    assertThat(page.pictures().map(page::captionOf))
        .containsExactly(
            Optional.of("Figure 1: Upper"), Optional.of("Figure 2: Lower"), Optional.empty());
  }

  @Test
  void doesNotReachForACaptionAcrossRunningText() {
    ArrangedPage page =
        new PageSketch()
            .image(50, 100, 350, 200)
            .paragraph(10, 50, 220, BODY)
            .line(9, 50, 270, "Figure 1: Of the picture below")
            .image(50, 290, 350, 390)
            .arranged();

    assertThat(page.pictures().map(page::captionOf))
        .containsExactly(Optional.empty(), Optional.of("Figure 1: Of the picture below"));
  }

  @Test
  void doesNotTakeTableCaptionsForPictures() {
    PageSketch page =
        new PageSketch().image(50, 100, 350, 200).line(9, 50, 215, "Table 1: Readings");

    assertThat(page.arranged().pictures().map(ArrangedPage.Picture::caption))
        .containsExactly(Optional.empty());
    assertThat(page.blocks()).containsExactly("PICTURE 0", "CAPTION Table 1: Readings");
  }

  @Test
  void takesLabelsInsideAPictureOutOfTheTextAndKeepsThemAsItsWords() {
    ArrangedPage page =
        new PageSketch()
            .image(50, 100, 350, 300)
            .line(8, 60, 120, "water level")
            .line(8, 300, 290, "March")
            .paragraph(10, 50, 350, BODY)
            .arranged();

    assertThat(page.items()).hasSize(2);
    assertThat(page.pictures().findFirst().orElseThrow().words())
        .containsExactly("water", "level", "March");
  }

  @Test
  void keepsTextThatIsSetOnAPictureInTheText() {
    PageSketch page = new PageSketch().image(40, 80, 360, 140).paragraph(10, 50, 100, BODY);

    assertThat(page.blocks())
        .containsExactlyInAnyOrder("PICTURE 0", "PARAGRAPH " + String.join(" ", BODY));
  }

  @Test
  void tellsABackgroundOnlyWhenTextIsSetOnIt() {
    PageSketch scan = new PageSketch().image(0, 0, 600, 800);
    PageSketch background =
        new PageSketch()
            .image(0, 0, 600, 800)
            .image(100, 300, 300, 500)
            .paragraph(10, 50, 100, BODY);

    assertThat(scan.arranged().pictures().map(ArrangedPage.Picture::background))
        .containsExactly(false);
    assertThat(background.arranged().pictures().map(ArrangedPage.Picture::background))
        .containsExactly(true, false);
    assertThat(background.blocks()).hasSize(3).contains("PARAGRAPH " + String.join(" ", BODY));
  }

  @Test
  void readsCellsSideBySideAsRows() {
    PageSketch page =
        new PageSketch()
            .paragraph(10, 50, 100, BODY)
            .bold(10, 50, 200, "Station")
            .bold(10, 150, 200, "Oxygen")
            .bold(10, 250, 200, "pH")
            .line(10, 50, 220, "Aldham")
            .line(10, 150, 220, "10.1")
            .line(10, 250, 220, "7.7")
            .paragraph(10, 50, 300, BODY);

    assertThat(page.blocks().subList(1, 3))
        .containsExactly("PARAGRAPH Station Oxygen pH", "PARAGRAPH Aldham 10.1 7.7");
  }

  @Test
  void putsPicturesOfTheMarginsFirstAndLast() {
    PageSketch page =
        new PageSketch()
            .image(500, 740, 540, 780)
            .image(500, 20, 540, 60)
            .paragraph(10, 50, 100, BODY)
            .paragraph(10, 320, 100, "Right one of the page", "goes on here.");

    assertThat(page.blocks()).first().isEqualTo("PICTURE 0");
    assertThat(page.blocks()).last().isEqualTo("PICTURE 1");
  }

  @Test
  void arrangesAnEmptyPage() {
    assertThat(new PageSketch().blocks()).isEmpty();
  }

  @Test
  void itemsSetInFartherAreListsInLists() {
    ArrangedPage page =
        new PageSketch()
            .line(10, 72, 100, "• one thing to be done")
            .line(10, 90, 116, "– a part of the thing")
            .line(10, 90, 132, "– another part of it")
            .line(10, 72, 148, "• two things to be done")
            .arranged();

    assertThat(page.items())
        .extracting(item -> ((ArrangedPage.Text) item).block().level())
        .containsExactly(0, 1, 1, 0);
  }

  @Test
  void smallTextBelowThatBeginsWithAMarkIsAFootnote() {
    PageSketch page = new PageSketch();
    for (int line = 0; line < 8; line++) {
      page.line(
          10, 72, 100 + 12 * line, "the river rose again in the night and the gauge was read");
    }
    assertThat(page.line(8, 72, 700, "1 The gauge was set up anew in the year before.").blocks())
        .last()
        .isEqualTo("FOOTNOTE 1 The gauge was set up anew in the year before.");
  }
}
