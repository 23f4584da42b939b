package dev.pagestream.pageworker.classify;

import static dev.pagestream.pageworker.classify.Soft.all;
import static dev.pagestream.pageworker.classify.Soft.fall;
import static dev.pagestream.pageworker.classify.Soft.rise;

import java.util.List;

/// Tells diagrams, drawings and tables. Each answer is 0 to 1.
final class DiagramRules {
  private final PictureFacts facts;

  DiagramRules(PictureFacts facts) {
    this.facts = facts;
  }

  /// Shapes with words in them, joined by lines.
  double flow() {
    double nodes = rise(facts.nodes().count(), 1.5, 4);
    double joined = rise(facts.nodes().joined(), 1, 3);
    return all(nodes, 0.35 + 0.65 * joined) * (1 - 0.5 * new SurfaceRules(facts).screenFrame());
  }

  /// Thin lines of one colour that enclose shapes without words.
  double engineering() {
    PixelFacts pixels = facts.pixels();
    double monochrome = fall(pixels.colourfulShare(), 0.02, 0.12);
    double thin = fall(pixels.inkShare(), 0.16, 0.3);
    double white = rise(pixels.backgroundShare(), 0.65, 0.8);
    int cells =
        (int)
            facts.areas().stream()
                .filter(area ->
                    !area.edge()
                        && facts.share(area) >= 0.0015
                        && Colours.distance(area.rgb(), pixels.background()) < 20)
                .count();
    int rulings = facts.rulings().across().size() + facts.rulings().down().size();
    double enclosed = rise(cells, 2, 8);
    double straight = rise(rulings, 3, 9);
    double fewWords = fall(facts.words().cover(facts.raster()), 0.06, 0.2);
    double noNodes = fall(facts.nodes().count(), 2, 5);
    return all(monochrome, thin, white, enclosed, straight, fewWords, noNodes)
        * (0.85 - 0.7 * rise(new ChartRules(facts).axes(), 0.4, 0.8));
  }

  /// Texts in rows and columns, with rules between them or none, and nothing else.
  double table() {
    Words words = facts.words();
    int rows = words.rowsOfCells(2);
    double many = rise(rows, 2, 4);
    double columns = rise(words.inColumns(), 0.4, 0.75);
    double enough = rise(words.texts().size(), 6, 12);
    double notDrawn =
        facts.vectors().drawn()
            ? fall(facts.vectors().curves() + facts.vectors().diagonals(), 4, 16)
            : 1;
    double spread = rise(spread(words.texts()), 0.45, 0.75);
    List<Blob> figures = facts.figures(0.004);
    double plain = fall((int) figures.stream().filter(figure -> !figure.isBoxLike()).count(), 1, 5);
    SurfaceRules surface = new SurfaceRules(facts);
    double noWindow = surface.hasSidePanel() || surface.screenFrame() > 0.8 ? 0.6 : 1;
    double light = rise(Colours.luminance(facts.pixels().background()), 90, 150);
    return all(many, columns, enough, notDrawn, spread, plain, light) * noWindow * 0.92;
  }

  /// Share of the height that the texts are spread over without a large gap.
  private double spread(List<Blob> texts) {
    boolean[] rows = new boolean[20];
    for (Blob text : texts) {
      rows[(int) Math.clamp(20 * text.centreY() / facts.raster().height(), 0, 19)] = true;
    }
    int covered = 0;
    for (boolean row : rows) {
      covered += row ? 1 : 0;
    }
    return covered / Math.min(20.0, Math.max(3, 1.0 * facts.words().rowsOfCells(2)));
  }
}
