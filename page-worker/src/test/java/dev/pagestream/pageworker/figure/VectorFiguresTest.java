package dev.pagestream.pageworker.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom.Shape;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VectorFiguresTest {
  @Test
  void isAChartWithItsLabelsAndWithoutTheTextAround() {
    FoundPicture chart =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .chart(150, 180)
            .line(9, 150, 330, "Figure 1: Levels of the year")
            .paragraph(60, 360, 5)
            .picture();

    assertThat(Boxes.iou(chart.box(), new Box(137, 178, 350, 312))).isGreaterThan(0.95);
    assertThat(chart.kind()).isEqualTo(FoundPicture.Kind.VECTOR);
    assertThat(caption(chart)).contains("Figure 1: Levels of the year");
  }

  @Test
  void isAChartWithoutACaptionToo() {
    assertThat(new DrawnPage().paragraph(60, 100, 5).chart(150, 180).picture().caption()).isEmpty();
  }

  @Test
  void isNoTable() {
    DrawnPage page = new DrawnPage().paragraph(60, 100, 5);
    for (int row = 0; row < 5; row++) {
      page.across(100, 400, 200 + 16 * row);
      for (int column = 0; column < 3 && row < 4; column++) {
        page.line(10, 110 + 100 * column, 212 + 16 * row, "cell " + row + column);
      }
    }

    assertThat(page.found()).isEmpty();
  }

  @Test
  void isNoTableWithTrafficLightsInItsCells() {
    DrawnPage page = new DrawnPage().paragraph(60, 100, 5).framed(100, 200, 400, 264);
    for (int row = 0; row < 4; row++) {
      page.across(100, 400, 200 + 16 * row);
      page.curve(106, 204 + 16 * row, 114, 212 + 16 * row, DrawnPage.RED);
      page.line(10, 140, 212 + 16 * row, "state " + row).line(10, 260, 212 + 16 * row, "on");
    }
    page.across(100, 400, 264).down(130, 200, 264).down(250, 200, 264);

    assertThat(page.found()).isEmpty();
  }

  @Test
  void isNoTextOnATintedPanelAndNoRule() {
    DrawnPage page =
        new DrawnPage()
            .filled(50, 180, 560, 260, 0xeeeeff)
            .paragraph(60, 200, 5)
            .across(50, 550, 300)
            .paragraph(60, 330, 5);

    assertThat(page.found()).isEmpty();
  }

  @Test
  void isWhiteInkOnlyWhereItIsSeen() {
    DrawnPage unseen = new DrawnPage().paragraph(60, 100, 5);
    DrawnPage seen = new DrawnPage().paragraph(60, 100, 5).filled(100, 200, 300, 350, 0x101010);
    for (int i = 0; i < 8; i++) {
      unseen.curve(110 + 20 * i, 220, 130 + 20 * i, 330, DrawnPage.WHITE);
      seen.curve(110 + 20 * i, 220, 130 + 20 * i, 330, DrawnPage.WHITE);
    }

    assertThat(unseen.found()).isEmpty();
    assertThat(seen.picture().box()).isEqualTo(new Box(100, 200, 300, 350));
  }

  @Test
  void isALogoWithoutTheRuleUnderTheRunningHeader() {
    DrawnPage page = new DrawnPage().across(50, 550, 52).paragraph(60, 100, 5);
    for (int i = 0; i < 7; i++) {
      page.curve(50 + 8 * i, 30, 58 + 8 * i, 50, DrawnPage.BLUE);
    }

    assertThat(page.picture().box()).isEqualTo(new Box(50, 30, 106, 50));
  }

  @Test
  void isATreeWhoseNodesAreBareWords() {
    FoundPicture tree =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .line(10, 290, 212, "root")
            .path(240, 216, 290, 246, Shape.DIAGONAL, 0, -1)
            .path(310, 216, 360, 246, Shape.DIAGONAL, 0, -1)
            .line(10, 225, 256, "left")
            .line(10, 350, 256, "right")
            .path(205, 260, 230, 290, Shape.DIAGONAL, 0, -1)
            .path(238, 260, 262, 290, Shape.DIAGONAL, 0, -1)
            .picture();

    assertThat(Boxes.iou(tree.box(), new Box(205, 204, 375, 290))).isGreaterThan(0.9);
  }

  @Test
  void isWholeWhenItIsAForm() {
    FoundPicture figure =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .form(100, 200, 400, 350)
            .curve(110, 210, 150, 240, DrawnPage.BLUE)
            .curve(350, 310, 390, 340, DrawnPage.RED)
            .page()
            .line(9, 150, 365, "Figure 1: Two distant marks")
            .picture();

    assertThat(figure.box()).isEqualTo(new Box(100, 200, 400, 350));
  }

  @Test
  void isWholeWhenItIsTaggedAndKeepsItsAlternate() {
    FoundPicture figure =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .taggedFigure("A red and a blue square")
            .filled(100, 200, 150, 250, DrawnPage.RED)
            .filled(250, 200, 300, 250, DrawnPage.BLUE)
            .picture();

    assertThat(figure.box()).isEqualTo(new Box(100, 200, 300, 250));
    assertThat(figure.alternate()).contains("A red and a blue square");
  }

  @Test
  void isNoDecorationMarkedAsAnArtifact() {
    DrawnPage page =
        new DrawnPage().paragraph(60, 100, 5).artifact().filled(100, 300, 180, 350, DrawnPage.RED);

    assertThat(page.filled(200, 300, 280, 350, DrawnPage.BLUE).found()).isEmpty();
  }

  @Test
  void isOneFigureOfSeveralPanelsUnderOneCaption() {
    FoundPicture figure =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .chart(80, 180)
            .chart(340, 180)
            .line(9, 193, 345, "Figure 2: Levels before and after the flood of March")
            .paragraph(60, 370, 5)
            .picture();

    assertThat(Boxes.iou(figure.box(), new Box(67, 178, 540, 312))).isGreaterThan(0.95);
    assertThat(figure.panels()).hasSize(2);
  }

  @Test
  void isTwoFiguresWithACaptionEach() {
    DrawnPage page =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .chart(80, 180)
            .chart(340, 180)
            .line(9, 80, 330, "Figure 2: Levels before")
            .line(9, 340, 330, "Figure 3: Levels after")
            .paragraph(60, 360, 5);

    assertThat(page.found())
        .extracting(VectorFiguresTest::caption)
        .containsExactlyInAnyOrder(
            Optional.of("Figure 2: Levels before"), Optional.of("Figure 3: Levels after"));
  }

  @Test
  void hasItsCaptionAboveWhereThePageHasThatHabit() {
    DrawnPage page =
        new DrawnPage()
            .line(9, 80, 95, "Figure 1: Upper")
            .bitmap(80, 104, 280, 204)
            .line(9, 80, 215, "Figure 2: Lower")
            .bitmap(80, 224, 280, 324)
            .paragraph(60, 360, 5);

    assertThat(page.found())
        .extracting(VectorFiguresTest::caption)
        .containsExactly(Optional.of("Figure 1: Upper"), Optional.of("Figure 2: Lower"));
  }

  @Test
  void hasACaptionInSmallTypeThatDoesNotSaySo() {
    DrawnPage page =
        new DrawnPage()
            .paragraph(60, 100, 5)
            .bitmap(80, 180, 280, 300)
            .line(8, 80, 312, "The bridge at night")
            .paragraph(60, 340, 5);

    assertThat(caption(page.picture())).contains("The bridge at night");
  }

  @Test
  void isABandOfTablesWhenAFiguresCaptionSaysSo() {
    DrawnPage page = new DrawnPage().paragraph(60, 100, 5);
    for (int row = 0; row < 5; row++) {
      page.across(100, 400, 200 + 16 * row);
      for (int column = 0; column < 3 && row < 4; column++) {
        page.line(10, 110 + 100 * column, 212 + 16 * row, "cell " + row + column);
      }
    }
    page.down(100, 200, 264).down(200, 200, 264).down(400, 200, 264);
    page.line(9, 150, 280, "Figure 4: A page of the logbook").paragraph(60, 310, 5);

    assertThat(page.picture().kind()).isEqualTo(FoundPicture.Kind.BAND);
  }

  /// The time-out of the tests would tell if the cost grew with the cube of the marks.
  @Test
  void isNotLookedForAmongThousandsOfScatteredMarksForHours() {
    DrawnPage page = new DrawnPage().paragraph(60, 60, 3);
    for (int i = 0; i < 4_000; i++) {
      double left = 20 + 14 * (i % 40);
      int row = i / 40;
      double top = 110 + 6.6 * row;
      page.curve(left, top, left + 2, top + 1, DrawnPage.RED);
    }

    assertThat(page.found()).hasSizeLessThanOrEqualTo(1);
  }

  private static Optional<String> caption(FoundPicture picture) {
    return picture.caption().map(TextLine::text);
  }
}
