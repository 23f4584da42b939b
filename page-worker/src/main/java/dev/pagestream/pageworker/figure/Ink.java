package dev.pagestream.pageworker.figure;

import dev.pagestream.pageworker.model.Atom;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a cluster is drawn with, counted. Immutable.
///
/// @param fills distinct colours of filled shapes other than black and white, patterns as one
/// @param artifact whether all of it is marked as furniture
record Ink(
    int bitmaps,
    int shadings,
    int curves,
    int diagonals,
    int rectangles,
    int horizontal,
    int vertical,
    int dots,
    int fills,
    boolean artifact) {
  private static final int BLACK_CHANNEL = 24;
  private static final int WHITE_CHANNEL = 248;

  static Ink of(List<Atom> atoms) {
    int bitmaps = 0;
    int shadings = 0;
    Map<Atom.Shape, Integer> shapes = new EnumMap<>(Atom.Shape.class);
    Set<Integer> fills = new HashSet<>();
    boolean artifact = true;
    for (Atom atom : atoms) {
      artifact &= atom.origin().artifact();
      switch (atom) {
        case Atom.Bitmap _ -> bitmaps++;
        case Atom.Shading _ -> shadings++;
        case Atom.Path path -> {
          shapes.merge(path.shape(), 1, Integer::sum);
          if (path.filled() && !path.rule() && isColour(path.fillRgb())) {
            fills.add(path.fillRgb());
          }
        }
      }
    }
    return new Ink(
        bitmaps,
        shadings,
        shapes.getOrDefault(Atom.Shape.CURVE, 0),
        shapes.getOrDefault(Atom.Shape.DIAGONAL, 0),
        shapes.getOrDefault(Atom.Shape.RECTANGLE, 0),
        shapes.getOrDefault(Atom.Shape.HORIZONTAL, 0),
        shapes.getOrDefault(Atom.Shape.VERTICAL, 0),
        shapes.getOrDefault(Atom.Shape.DOT, 0),
        fills.size(),
        artifact);
  }

  /// What nobody sets type with.
  int drawn() {
    return curves + diagonals;
  }

  int rules() {
    return horizontal + vertical + dots;
  }

  boolean onlyRules() {
    return bitmaps + shadings + curves + diagonals + rectangles == 0;
  }

  private static boolean isColour(int rgb) {
    int darkest = Math.min(rgb >> 16 & 0xff, Math.min(rgb >> 8 & 0xff, rgb & 0xff));
    int lightest = Math.max(rgb >> 16 & 0xff, Math.max(rgb >> 8 & 0xff, rgb & 0xff));
    return rgb == Atom.Path.PATTERN || (lightest > BLACK_CHANNEL && darkest <= WHITE_CHANNEL);
  }
}
