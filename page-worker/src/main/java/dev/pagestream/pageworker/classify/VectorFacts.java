package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a picture is drawn with, counted.
///
/// @param drawn whether it is drawn with paths at all
/// @param bitmapShare of its box that bitmaps take
/// @param fills colours of filled shapes
/// @param bars of one group, as [Bars] counts them
record VectorFacts(
    boolean drawn,
    double bitmapShare,
    int curves,
    int diagonals,
    int rectangles,
    int rules,
    int dots,
    int fills,
    int bars) {
  private static final double PIXELS = 4;
  private static final int MOST_RECTANGLES = 250;

  static VectorFacts of(PictureView picture) {
    double bitmaps = 0;
    int curves = 0;
    int diagonals = 0;
    int rectangles = 0;
    int rules = 0;
    int dots = 0;
    Set<Integer> fills = new HashSet<>();
    for (Atom atom : picture.atoms()) {
      switch (atom) {
        case Atom.Bitmap bitmap -> bitmaps += bitmap.box().intersect(picture.box()).area();
        case Atom.Shading _ -> {
          // Says nothing that the pixels do not say.
        }
        case Atom.Path path -> {
          switch (path.shape()) {
            case CURVE -> curves++;
            case DIAGONAL -> diagonals++;
            case RECTANGLE -> rectangles++;
            case HORIZONTAL, VERTICAL -> rules++;
            case DOT -> dots++;
          }
          if (path.filled() && !path.white() && !path.rule()) {
            fills.add(path.fillRgb());
          }
        }
      }
    }
    int paths = curves + diagonals + rectangles + rules + dots;
    return new VectorFacts(
        paths > 0,
        Math.min(1, bitmaps / Math.max(1, picture.box().area())),
        curves,
        diagonals,
        rectangles,
        rules,
        dots,
        fills.size(),
        Bars.count(filled(picture), 2));
  }

  private static List<Blob> filled(PictureView picture) {
    return picture.atoms().stream()
        .filter(atom ->
            atom instanceof Atom.Path path
                && path.shape() == Atom.Shape.RECTANGLE
                && path.filled()
                && !path.white())
        .limit(MOST_RECTANGLES)
        .map(atom -> blob(atom.box()))
        .toList();
  }

  /// In quarters of a point.
  private static Blob blob(Box box) {
    int left = (int) Math.round(box.left() * PIXELS);
    int top = (int) Math.round(box.top() * PIXELS);
    int right = (int) Math.round(box.right() * PIXELS) - 1;
    int bottom = (int) Math.round(box.bottom() * PIXELS) - 1;
    int area = (right - left + 1) * (bottom - top + 1);
    return new Blob(left, top, right, bottom, area, area, 0, false);
  }
}
