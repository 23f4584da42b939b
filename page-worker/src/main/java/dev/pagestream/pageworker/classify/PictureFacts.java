package dev.pagestream.pageworker.classify;

import java.util.Comparator;
import java.util.List;

/// All that the rules look at, found once for each picture.
///
/// @param areas of one colour, largest first
/// @param marks of ink, without rulings
/// @param inks marks with everything that hangs on them
record PictureFacts(
    PictureView view,
    Raster raster,
    PixelFacts pixels,
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

  PictureFacts {
    areas = List.copyOf(areas);
    marks = List.copyOf(marks);
    inks = List.copyOf(inks);
  }

  static PictureFacts of(PictureView view) {
    Raster raster = Raster.of(view.image());
    PixelFacts pixels = PixelFacts.of(raster);
    Mask ink = Mask.ink(raster, pixels.background());
    Rulings rulings = Rulings.of(raster);
    Words words = Words.of(view, raster, Mask.strokes(raster).without(rulings.mask()));
    List<Blob> areas =
        Blobs.areas(raster, LEAST_AREA_PX).stream()
            .sorted(Comparator.comparingInt((Blob area) -> -area.area()))
            .toList();
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
        Bars.count(rectangles.stream().filter(area -> isFigure(area, pixels)).toList(), 2),
        Bars.count(rectangles.stream().filter(area -> !isFigure(area, pixels)).toList(), 3),
        BoxesWithWhiskers.count(rectangles, ink));
  }

  /// Whether it is not of the background's colour.
  private static boolean isFigure(Blob area, PixelFacts pixels) {
    return Colours.distance(area.rgb(), pixels.background()) > FIGURE;
  }

  /// Areas that are not background, of at least a share of the picture.
  List<Blob> figures(double share) {
    return areas.stream()
        .filter(area -> area.area() >= share * raster.pixels() && isFigure(area, pixels))
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
