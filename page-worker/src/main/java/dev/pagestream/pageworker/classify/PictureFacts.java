package dev.pagestream.pageworker.classify;

import java.util.Comparator;
import java.util.List;

/// All that the rules look at, found once for each picture.
///
/// @param ground colour of the panel it is drawn on, or the background
/// @param areas of one colour, largest first
/// @param marks of ink, without rulings
/// @param inks marks with everything that hangs on them
record PictureFacts(
    PictureView view,
    Raster raster,
    PixelFacts pixels,
    int ground,
    Edges edges,
    Rulings rulings,
    Words words,
    List<Blob> areas,
    List<Blob> marks,
    List<Blob> inks,
    Traces traces,
    Disc disc,
    Outline outline,
    Nodes nodes,
    Markers markers,
    VectorFacts vectors,
    int bars,
    int hollowBars,
    int whiskered) {
  private static final int LEAST_AREA_PX = 12;
  private static final int FIGURE = 20;
  private static final int MOST_RECTANGLES = 400;

  /// Smaller ones are signs, whose ground is a part of them.
  private static final double LEAST_CHART_PT = 180;

  private static final int MOST_GROUNDS = 3;
  private static final int SAME = 10;
  private static final double LEAST_GROUND = 0.3;

  PictureFacts {
    areas = List.copyOf(areas);
    marks = List.copyOf(marks);
    inks = List.copyOf(inks);
  }

  static PictureFacts of(PictureView view) {
    Raster raster = Raster.of(view.image());
    PixelFacts pixels = PixelFacts.of(raster);
    Rulings rulings = Rulings.of(raster);
    Words words = Words.of(view, raster, Mask.strokes(raster).without(rulings.mask()));
    List<Blob> areas =
        Blobs.areas(raster, LEAST_AREA_PX).stream()
            .sorted(Comparator.comparingInt((Blob area) -> -area.area()))
            .toList();
    double sidePt = Math.max(view.box().width(), view.box().height());
    int ground =
        sidePt < LEAST_CHART_PT ? pixels.background() : ground(areas, raster, pixels.background());
    Mask ink = Mask.ink(raster, pixels.background(), ground);
    List<Blob> marks = Blobs.marks(ink.without(rulings.mask()));
    List<Blob> inks = Blobs.marks(ink);
    List<Blob> rectangles =
        areas.stream()
            .filter(area ->
                !area.edge()
                    && area.isRectangle()
                    && Math.min(area.width(), area.height()) >= 3
                    && area.area() >= Math.max(20, 0.0006 * raster.pixels()))
            .limit(MOST_RECTANGLES)
            .toList();
    return new PictureFacts(
        view,
        raster,
        pixels,
        ground,
        Edges.of(raster),
        rulings,
        words,
        areas,
        marks,
        inks,
        Traces.of(raster, ink, rulings.mask(), words),
        Disc.of(raster, ink, areas, pixels.background()),
        Outline.of(ink),
        Nodes.of(raster, areas, inks, words),
        Markers.of(marks, raster.height()),
        VectorFacts.of(view),
        Bars.count(rectangles.stream().filter(area -> isFigure(area, pixels, ground)).toList(), 2),
        Bars.count(rectangles.stream().filter(area -> !isFigure(area, pixels, ground)).toList(), 3),
        BoxesWithWhiskers.count(rectangles, ink));
  }

  /// The colour of the panel that a chart is drawn on, when it has one of its own; else the
  /// background.
  private static int ground(List<Blob> areas, Raster raster, int background) {
    for (Blob first : areas.stream().limit(MOST_GROUNDS).toList()) {
      List<Blob> same =
          areas.stream().filter(area -> Colours.distance(area.rgb(), first.rgb()) <= SAME).toList();
      int area = same.stream().mapToInt(Blob::area).sum();
      int width =
          same.stream().mapToInt(Blob::right).max().orElse(0)
              - same.stream().mapToInt(Blob::left).min().orElse(0);
      int height =
          same.stream().mapToInt(Blob::bottom).max().orElse(0)
              - same.stream().mapToInt(Blob::top).min().orElse(0);
      if (Colours.distance(first.rgb(), background) > SAME
          && area >= LEAST_GROUND * raster.pixels()
          && width >= 0.5 * raster.width()
          && height >= 0.5 * raster.height()) {
        return first.rgb();
      }
    }
    return background;
  }

  /// Whether it is of the colour of neither the background nor the ground.
  private static boolean isFigure(Blob area, PixelFacts pixels, int ground) {
    return Colours.distance(area.rgb(), pixels.background()) > FIGURE
        && (ground == pixels.background() || Colours.distance(area.rgb(), ground) > FIGURE);
  }

  /// Areas that are not background, of at least a share of the picture.
  List<Blob> figures(double share) {
    return areas.stream()
        .filter(area -> area.area() >= share * raster.pixels() && isFigure(area, pixels, ground))
        .toList();
  }

  double share(Blob blob) {
    return blob.area() / (double) raster.pixels();
  }

  double aspect() {
    return raster.width() / (double) raster.height();
  }

  /// Longest side as it is shown, in points.
  double sidePt() {
    return Math.max(view.box().width(), view.box().height());
  }
}
