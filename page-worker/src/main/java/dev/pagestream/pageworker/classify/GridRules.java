package dev.pagestream.pageworker.classify;

import static dev.pagestream.pageworker.classify.Soft.all;
import static dev.pagestream.pageworker.classify.Soft.fall;
import static dev.pagestream.pageworker.classify.Soft.rise;

import dev.pagestream.pageworker.classify.Rulings.Ruling;
import java.util.List;

/// Tells what is known by its rulings: staves of music, crosswords, calendars. Each answer is 0 to
/// 1.
final class GridRules {
  private static final int STAVE = 5;
  private static final int WEEK = 7;

  private final PictureFacts facts;

  GridRules(PictureFacts facts) {
    this.facts = facts;
  }

  /// Groups of five lines close together over the whole width.
  double music() {
    int[] places = facts.rulings().acrossOver(0.6).stream().mapToInt(Ruling::at).sorted().toArray();
    int staves = 0;
    int i = 0;
    while (i + STAVE <= places.length) {
      int step = places[i + 1] - places[i];
      boolean stave = step >= 3;
      for (int j = 1; j + 1 < STAVE; j++) {
        stave &= Math.abs(places[i + j + 1] - places[i + j] - step) <= 1;
      }
      boolean ends =
          i + STAVE == places.length || places[i + STAVE] - places[i + STAVE - 1] > 1.5 * step;
      staves += stave && ends ? 1 : 0;
      i += stave && ends ? STAVE : 1;
    }
    double noColumns = fall(facts.rulings().downOver(0.5).size(), 2, 4);
    return all(rise(staves, 0, 1.5), noColumns) * 0.9;
  }

  /// Squares of one size, some of them black.
  double crossword() {
    int across = Rulings.evenlySpaced(facts.rulings().acrossOver(0.3));
    int down = Rulings.evenlySpaced(facts.rulings().downOver(0.3));
    List<Blob> cells =
        facts.areas().stream()
            .filter(area ->
                area.isBoxLike()
                    && area.width() >= 6
                    && Math.abs(area.width() - area.height()) <= 0.15 * area.width() + 1
                    && facts.share(area) < 0.03)
            .toList();
    int black = (int) cells.stream().filter(cell -> Colours.luminance(cell.rgb()) < 60).count();
    double white = cells.size() - black;
    double squares = rise(white, 12, 30);
    double mixed = rise(black, 3, 8);
    return all(
        rise(Math.max(across, down), 3, 6), squares, mixed, rise(white, black, 1.5 * black + 1));
  }

  /// Black and white columns of any breadth that do not change on their way down.

  double barCode() {
    Raster raster = facts.raster();
    int top = raster.height() / 6;
    int bottom = raster.height() * 11 / 20;
    int constant = 0;
    int changes = 0;
    boolean before = false;
    for (int x = 0; x < raster.width(); x++) {
      int middle = Colours.luminance(raster.rgb(x, (top + bottom) / 2));
      int same = 0;
      for (int y = top; y <= bottom; y++) {
        same += Math.abs(Colours.luminance(raster.rgb(x, y)) - middle) <= LIKE ? 1 : 0;
      }
      constant += same >= 0.95 * (bottom - top + 1) ? 1 : 0;
      boolean dark = middle < HALF;
      changes += dark == before ? 0 : 1;
      before = dark;
    }
    double columns = rise(constant / (double) raster.width(), 0.85, 0.95);
    double black = rise(facts.pixels().blackShare(), 0.12, 0.2);
    double grey = fall(facts.pixels().colourfulShare(), 0.02, 0.1);
    return all(columns, rise(changes, 24, 40), black, grey);
  }

  private static final int LIKE = 40;
  private static final int HALF = 128;

  /// Seven columns of the numbers of days.
  double calendar() {
    if (!facts.words().read()) {
      return 0;
    }
    int days =
        (int)
            facts.view().lines().stream()
                .filter(line -> line.text().strip().matches("[1-9]|[12]\\d|3[01]"))
                .map(line -> line.text().strip())
                .distinct()
                .count();
    return all(rise(days, 24, 28), rise(facts.words().rowsOfCells(WEEK), 2, 4));
  }
}
