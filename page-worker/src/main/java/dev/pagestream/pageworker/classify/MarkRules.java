package dev.pagestream.pageworker.classify;

import static dev.pagestream.pageworker.classify.Soft.all;
import static dev.pagestream.pageworker.classify.Soft.any;
import static dev.pagestream.pageworker.classify.Soft.fall;
import static dev.pagestream.pageworker.classify.Soft.rise;

/// Tells what stands for somebody or something: logos, icons, signatures, stamps. Each answer is 0
/// to 1.
final class MarkRules {
  private static final double SMALL_PT = 60;
  private static final double LARGE_PT = 260;
  private static final double FEW_LETTERS = 4;
  private static final double MANY_LETTERS = 12;

  private final PictureFacts facts;

  MarkRules(PictureFacts facts) {
    this.facts = facts;
  }

  /// A few strokes of one pen, wide, without a straight line and without words that are set.
  double signature() {
    PixelFacts pixels = facts.pixels();
    int large = (int) facts.inks().stream().filter(ink -> ink.area() >= 8).count();
    double strokes = all(rise(large, 0.5, 1), fall(large, 14, 40));
    double sparse = fall(facts.outline().inkShare(), 0.22, 0.34);
    double curved = fall(facts.edges().upright(), 0.52, 0.68);
    double oneColour = fall(pixels.hues(), 2, 4);
    double wide =
        rise(facts.outline().box().width() / (double) facts.outline().box().height(), 1, 1.7);
    double noAreas =
        facts.figures(0.012).stream().noneMatch(figure -> figure.density() > 0.3) ? 1 : 0;
    double noRulings = fall(facts.rulings().acrossOver(0.3).size(), 0, 2);
    double noFrame =
        1 - 0.6 * rise(Math.max(facts.outline().ring(), facts.outline().frame()), 0.6, 0.85);
    double paper = rise(Colours.luminance(pixels.background()), 170, 220);
    double handwritten =
        facts.words().read() ? fall(facts.words().letters(), FEW_LETTERS, MANY_LETTERS) : 1;
    return all(strokes, sparse, curved, oneColour, wide, noAreas, noRulings, paper, handwritten)
        * noFrame
        * 0.95;
  }

  /// One ink, a ring or a frame round words, often turned.
  double stamp() {
    PixelFacts pixels = facts.pixels();
    Outline outline = facts.outline();
    double oneHue = rise(pixels.hueShare(), 0.6, 0.85);
    double black =
        all(
            fall(pixels.colourfulShare(), 0.002, 0.02),
            Math.abs(outline.turnedDegrees()) >= 4 || outline.ring() > 0.9 ? 0.8 : 0);
    double framed = any(rise(outline.ring(), 0.7, 0.92), rise(outline.frame(), 0.75, 0.94));
    double open = fall(outline.inkShare(), 0.5, 0.65) * rise(outline.inkShare(), 0.04, 0.1);
    double white = rise(Colours.luminance(pixels.background()), 200, 235);
    double filled = rise(facts.inks().size(), 3, 8);
    return all(any(oneHue, black), framed, open, white, filled) * 0.95;
  }

  /// Few flat colours in few large shapes, small on its page.
  double logo() {
    return all(flat(), few(), fall(facts.sidePt(), LARGE_PT, 2 * LARGE_PT))
        * (0.7 - 0.4 * iconic())
        * (1 - new SurfaceRules(facts).photograph());
  }

  /// A small sign, about square, without words.
  double icon() {
    return all(flat(), iconic(), rise(facts.pixels().inkShare(), 0.03, 0.08)) * 0.75;
  }

  private double iconic() {
    double square = fall(Math.abs(Math.log(facts.aspect())), 0.2, 0.5);
    double small = fall(facts.sidePt(), SMALL_PT, 2.2 * SMALL_PT);
    double wordless = fall(facts.words().texts().size(), 0.5, 3);
    double simple = fall(facts.inks().size(), 6, 14);
    return all(square, small, wordless, simple);
  }

  private double flat() {
    return all(rise(facts.pixels().equalShare(), 0.3, 0.5), fall(facts.pixels().colours(), 12, 40));
  }

  private double few() {
    int figures = facts.figures(0.004).size();
    double largest =
        facts.figures(0).stream()
            .filter(figure -> figure.density() >= 0.25)
            .mapToDouble(facts::share)
            .max()
            .orElse(0); // The ground of a badge is part of it.
    boolean ground = Colours.chroma(facts.pixels().background()) > PixelFacts.COLOURFUL;
    double coloured = ground && facts.pixels().backgroundShare() > 0.3 ? 1 : 0;
    return all(
        any(rise(largest, 0.008, 0.03), coloured),
        fall(figures, 14, 30),
        fall(facts.words().texts().size(), 5, 12),
        fall(facts.inks().size(), 40, 90));
  }
}
