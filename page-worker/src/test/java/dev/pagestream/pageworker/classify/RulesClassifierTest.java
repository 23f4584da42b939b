package dev.pagestream.pageworker.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Writing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesClassifierTest {
  @Test
  void givesEveryLabelAShare() {
    List<ClassScore> scores =
        new RulesClassifier(LabelSet.V2_5).classify(PictureView.ofPixels(blank(40, 30)));

    assertThat(scores)
        .isSortedAccordingTo(Comparator.comparingDouble(score -> -score.confidence()));
    assertThat(scores)
        .extracting(ClassScore::name)
        .containsExactlyInAnyOrderElementsOf(LabelSet.V2_5.names());
    assertThat(scores.stream().mapToDouble(ClassScore::confidence).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void speaksTheLabelsOfVersion1() {
    List<ClassScore> scores =
        new RulesClassifier(LabelSet.V1)
            .classify(captioned(blank(40, 30), "Figure 2: Map of the valley"));

    assertThat(scores).hasSize(16);
    assertThat(scores.getFirst().name()).isEqualTo("map");
    assertThat(scores.stream().mapToDouble(ClassScore::confidence).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void copesWithPicturesOfOnePixel() {
    assertThat(new RulesClassifier(LabelSet.V2_5).classify(PictureView.ofPixels(blank(1, 1))))
        .hasSize(26);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Figure 4: Screenshot of the start page | screenshot_from_computer",
        "Abb. 3: Balkendiagramm der Umsätze | bar_chart",
        "Abbildung 7. Ablaufdiagramm des Verfahrens | flow_chart",
        "Carte de la région | geographical_map",
        "Рис. 2. Круговая диаграмма расходов | pie_chart",
        "図3 散布図 | scatter_plot",
        "Fig. 1: Photograph of a bar chart on a wall | photograph",
        "Unterschrift des Antragstellers | signature",
        "Figura 5: diagrama de caja de los tiempos | box_plot",
      })
  void takesCaptionsAtTheirWord(String caption, String label) {
    List<ClassScore> scores =
        new RulesClassifier(LabelSet.V2_5).classify(captioned(blank(200, 150), caption));

    assertThat(scores.getFirst().name()).isEqualTo(label);
  }

  @Test
  void doesNotFindCuesInsideOtherWords() {
    assertThat(CaptionCues.of("Figure 1: Philologos met the biconic bitmap")).isEmpty();
  }

  @Test
  void takesStrokesForASignatureUnlessWordsAreSetAmongThem() {
    BufferedImage strokes = strokes();
    Box box = new Box(0, 0, 300, 100);
    TextLine words =
        new TextLine(
            "Read the request",
            new Box(20, 40, 120, 52),
            50,
            10,
            false,
            Writing.ACROSS,
            true,
            Origin.PAGE);

    assertThat(first(new PictureView(strokes, List.of(), List.of(), Optional.empty(), box, 5e5)))
        .isEqualTo("signature");
    assertThat(
            first(new PictureView(strokes, List.of(), List.of(words), Optional.empty(), box, 5e5)))
        .isNotEqualTo("signature");
  }

  private static String first(PictureView picture) {
    return new RulesClassifier(LabelSet.V2_5).classify(picture).getFirst().name();
  }

  private static BufferedImage strokes() {
    BufferedImage image = blank(300, 100);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(2));
    Path2D path = new Path2D.Double();
    path.moveTo(15, 70);
    for (int i = 0; i < 9; i++) {
      double x = 15 + 30 * i;
      path.curveTo(x + 5, 5 + 4 * i, x + 25, 95 - 3 * i, x + 30, 60 - 2 * i);
    }
    graphics.draw(path);
    graphics.dispose();
    return image;
  }

  @Test
  void countsBarsOnOneFootOnly() {
    List<Blob> bars = List.of(bar(10, 50, 90), bar(30, 20, 90), bar(50, 70, 90));
    List<Blob> boxes = List.of(bar(10, 50, 90), bar(30, 20, 60), bar(50, 70, 95));

    assertThat(Bars.count(bars, 2)).isEqualTo(3);
    assertThat(Bars.count(boxes, 2)).isZero();
  }

  @Test
  void doesNotTakeBoxesOfOneHeightForBars() {
    assertThat(Bars.count(List.of(bar(10, 50, 90), bar(30, 50, 90), bar(50, 50, 90)), 2)).isZero();
  }

  /// Ten pixels broad.
  private static Blob bar(int left, int top, int bottom) {
    int area = 10 * (bottom - top + 1);
    return new Blob(left, top, left + 9, bottom, area, area, 0, false);
  }

  private static PictureView captioned(BufferedImage image, String caption) {
    return new PictureView(
        image, List.of(), List.of(), Optional.of(caption), new Box(0, 0, 200, 150), 500_000);
  }

  private static BufferedImage blank(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }
}
