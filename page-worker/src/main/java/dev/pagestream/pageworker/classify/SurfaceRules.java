package dev.pagestream.pageworker.classify;

import static dev.pagestream.pageworker.classify.Soft.all;
import static dev.pagestream.pageworker.classify.Soft.any;
import static dev.pagestream.pageworker.classify.Soft.fall;
import static dev.pagestream.pageworker.classify.Soft.rise;

import java.util.ArrayList;
import java.util.List;

/// Tells what fills its whole surface: photographs, maps, screenshots, pages. Each answer is 0 to
/// 1.
final class SurfaceRules {
  private static final double WHOLE_PAGE = 0.8;

  /// A thin frame may run round a window.
  private static final int NEAR_PX = 2;

  private final PictureFacts facts;

  SurfaceRules(PictureFacts facts) {
    this.facts = facts;
  }

  /// Many colours, hardly two pixels alike side by side, no background.
  double photograph() {
    PixelFacts pixels = facts.pixels();
    double many = rise(pixels.colours(), 7, 22);
    double uneven = fall(pixels.equalShare(), 0.45, 0.8);
    double textured = rise(pixels.textureShare(), 0.15, 0.45);
    double noBackground =
        all(fall(pixels.backgroundShare(), 0.45, 0.75), fall(pixels.borderShare(), 0.5, 0.85));
    double fewWords = fall(facts.words().read() ? facts.words().texts().size() : 0, 4, 20);
    return all(any(many, textured), any(uneven, textured * 0.8), noBackground, fewWords);
  }

  /// Areas of irregular outline that share their borders, with names on them.
  double map() {
    List<Blob> areas = facts.areas().stream().filter(area -> facts.share(area) >= 0.008).toList();
    List<Blob> irregular = areas.stream().filter(area -> area.density() < 0.82).toList();
    double covered =
        irregular.stream().filter(area -> !isWhite(area)).mapToDouble(facts::share).sum();
    double tiled = rise(covered, 0.25, 0.5);
    double several = rise(irregular.size(), 1, 4);
    double flat = rise(facts.pixels().equalShare(), 0.25, 0.5);
    double slanted = fall(facts.edges().upright(), 0.6, 0.85);
    double noDisc = 1 - rise(facts.disc().score(), 0.5, 0.8);
    double large = rise(facts.sidePt(), 110, 190);
    return all(tiled, several, flat, slanted, noDisc, large)
        * (0.95 - 0.4 * Math.min(screenFrame(), upright()));
  }

  private double upright() {
    return rise(facts.edges().upright(), 0.5, 0.7);
  }

  /// Flat panels parallel to the sides, a bar across, texts on several of them.
  double screen() {
    double flat = rise(facts.pixels().equalShare(), 0.4, 0.6);
    double texts = rise(facts.words().texts().size(), 3, 8);
    double dark = fall(Colours.luminance(facts.pixels().background()), 60, 110);
    return all(flat, any(upright(), dark), texts, screenFrame()) * 0.97;
  }

  /// What the window gives away: a bar over the whole width, panels that reach the edge, a dark
  /// ground.
  double screenFrame() {
    Raster raster = facts.raster();
    int bars =
        (int)
            facts.areas().stream()
                .filter(area ->
                    area.width() >= 0.93 * raster.width()
                        && area.height() >= 0.02 * raster.height()
                        && area.height() <= 0.2 * raster.height()
                        && area.fill() > 0.85
                        && Colours.distance(area.rgb(), facts.pixels().background()) > 8)
                .count();
    int panels = colours(facts.areas().stream().filter(this::isPanel).toList()) - 1;
    // Striped rows reach from edge to edge as well.
    if (isStriped()) {
      return 0.3;
    }
    double dark = fall(Colours.luminance(facts.pixels().background()), 60, 110);
    return any(
        all(rise(bars, 0, 1), rise(panels, 0, 1)),
        rise(panels, 0.5, 2),
        all(dark, rise(facts.words().texts().size(), 3, 8)));
  }

  /// Rows of one tint on white, at the most with a head of another.
  private boolean isStriped() {
    Raster raster = facts.raster();
    List<Blob> bands =
        facts.areas().stream()
            .filter(area ->
                isPanel(area)
                    && area.width() >= 0.9 * raster.width()
                    && area.height() <= 0.2 * raster.height())
            .toList();
    return Colours.luminance(facts.pixels().background()) > 230
        && !hasSidePanel()
        && colours(bands) <= 3
        && (bands.size() >= 4 || colours(bands) <= 1)
        && facts.words().rowsOfCells(3) >= 3;
  }

  /// Beside the contents, over a good part of the height.
  boolean hasSidePanel() {
    Raster raster = facts.raster();
    return facts.areas().stream()
        .anyMatch(area ->
            isPanel(area)
                && area.height() >= 0.5 * raster.height()
                && area.width() <= 0.5 * raster.width()
                && area.width() >= 0.08 * raster.width()
                && Colours.distance(area.rgb(), facts.pixels().background()) > 4);
  }

  /// Along a good part of an edge of the picture.
  private boolean isPanel(Blob area) {
    Raster raster = facts.raster();
    boolean beside = area.left() <= NEAR_PX || area.right() >= raster.width() - 1 - NEAR_PX;
    boolean above = area.top() <= NEAR_PX || area.bottom() >= raster.height() - 1 - NEAR_PX;
    return facts.share(area) >= 0.015
        && area.fill() > 0.85
        && ((beside && area.height() >= 0.3 * raster.height())
            || (above && area.width() >= 0.3 * raster.width()));
  }

  private static int colours(List<Blob> areas) {
    List<Integer> colours = new ArrayList<>();
    for (Blob area : areas) {
      if (colours.stream().noneMatch(known -> Colours.distance(known, area.rgb()) <= 6)) {
        colours.add(area.rgb());
      }
    }
    return colours.size();
  }

  /// The whole page is this picture: a scan.
  double fullPage() {
    double share = facts.view().box().area() / Math.max(1, facts.view().pageArea());
    double dense = rise(facts.words().texts().size(), 10, 25);
    return all(rise(share, WHOLE_PAGE, 0.95), dense) * 0.85;
  }

  /// Small, upright, full of lines too small to read.
  double thumbnail() {
    double upright = all(rise(1 / facts.aspect(), 1.15, 1.3), fall(1 / facts.aspect(), 1.6, 2));
    double small = fall(facts.sidePt(), 150, 260);
    double lines = rise(facts.rulings().across().size(), 12, 25);
    double white = rise(facts.pixels().backgroundShare(), 0.5, 0.7);
    return all(upright, small, lines, white) * 0.8;
  }

  private static boolean isWhite(Blob area) {
    return Colours.luminance(area.rgb()) > 247;
  }
}
