package dev.pagestream.pageworker.classify;

import static dev.pagestream.pageworker.classify.Soft.all;
import static dev.pagestream.pageworker.classify.Soft.any;
import static dev.pagestream.pageworker.classify.Soft.rise;

import dev.pagestream.pageworker.classify.Rulings.Ruling;

/// Tells charts: by their axes, and by what is drawn between them. Each answer is 0 to 1.
final class ChartRules {
  private final PictureFacts facts;
  private final double axes;

  ChartRules(PictureFacts facts) {
    this.facts = facts;
    axes = axes();
  }

  /// Two lines that meet in a corner, gridlines at even distances, labels at even distances along
  /// two sides.
  double axes() {
    double corner = hasCorner() ? 1 : 0;
    double grid =
        rise(
            Math.max(
                Rulings.evenlySpaced(facts.rulings().acrossOver(0.35)),
                Rulings.evenlySpaced(facts.rulings().downOver(0.35))),
            2,
            4);
    double labels = labels();
    double words = facts.words().read() ? rise(facts.words().numeric(), 0.2, 0.5) : 0.5;
    double lines = Math.max(0.32 * corner, 0.4 * grid) + 0.08 * Math.min(corner, grid);
    return Math.min(1, lines + 0.42 * labels + 0.18 * words);
  }

  private double labels() {
    double upright = rise(facts.words().upright(), 2, 4);
    double level = rise(facts.words().level(), 2, 4);
    return 0.5 * upright + 0.5 * level;
  }

  private boolean hasCorner() {
    int near = Math.max(4, Math.max(facts.raster().width(), facts.raster().height()) / 40);
    for (Ruling down : facts.rulings().downOver(0.35)) {
      for (Ruling across : facts.rulings().acrossOver(0.35)) {
        // Ticks and labels may make them seem longer than they are.
        int below = down.to() - across.at();
        int before = down.at() - across.from();
        if (below >= -near
            && below <= facts.raster().height() / 8
            && before >= -near
            && before <= facts.raster().width() / 8) {
          return true;
        }
      }
    }
    return false;
  }

  double bar() {
    int bars = Math.max(facts.bars(), facts.vectors().bars());
    double solid = rise(bars, 2, 4) * (0.62 + 0.38 * axes);
    double hollow = hasTraces() ? 0 : rise(facts.hollowBars(), 2, 4) * rise(axes, 0.3, 0.8) * 0.85;
    double notBoxes = 1 - 0.5 * rise(facts.whiskered(), 1, 3);
    return any(solid, hollow) * notBoxes * notScreen();
  }

  /// Bars, areas and pies leave less ink than lines between axes.
  double line() {
    Traces traces = facts.traces();
    int count = traces.coloured() + traces.dark();
    double runs = count == 0 ? 0 : 0.75 + 0.25 * rise(traces.longest(), 0.4, 0.7);
    double others = any(rise(facts.bars(), 2, 5), rise(facts.whiskered(), 1, 3));
    return all(runs, rise(axes, 0.2, 0.65), rise(facts.sidePt(), 60, 110))
        * (1 - 0.5 * others)
        * notPhotograph();
  }

  double pie() {
    double round = facts.disc().sectors() < 2 ? 0 : rise(facts.disc().roundness(), 0.5, 0.8);
    double constant = rise(facts.disc().constancy(), 0.5, 0.75);
    // A sign of a logo is round too, but has one name beside it at most.
    double named = 0.6 + 0.4 * rise(facts.words().texts().size(), 1, 2);
    return all(round, constant, rise(facts.sidePt(), 50, 90)) * named * notPhotograph();
  }

  double scatter() {
    Markers markers = facts.markers();
    double many = rise(markers.count(), 8, 22);
    double scattered = rise(markers.scatter(), 0.3, 0.55);
    double alone = hasTraces() ? 0.6 : 1;
    return all(many, scattered, rise(axes, 0.2, 0.55)) * alone * notPhotograph();
  }

  double box() {
    double boxes = rise(facts.whiskered(), 1, 3);
    return boxes * (0.25 + 0.75 * rise(axes, 0.2, 0.5));
  }

  private boolean hasTraces() {
    return facts.traces().coloured() + facts.traces().dark() > 0;
  }

  private double notPhotograph() {
    return rise(facts.pixels().equalShare(), 0.2, 0.4);
  }

  private double notScreen() {
    return 1 - 0.5 * new SurfaceRules(facts).screenFrame();
  }
}
