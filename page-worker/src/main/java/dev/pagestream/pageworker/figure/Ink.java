package dev.pagestream.pageworker.figure;

import dev.pagestream.pageworker.model.Atom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a cluster is drawn with, counted. Immutable.
///
/// @param colours of filled shapes other than black and white, patterns as one
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
    Set<Integer> colours,
    boolean artifact) {
  private static final int BLACK_CHANNEL = 24;
  private static final int WHITE_CHANNEL = 248;

  static Ink of(List<Atom> atoms) {
    int bitmaps = 0;
    int shadings = 0;
    int curves = 0;
    int diagonals = 0;
    int rectangles = 0;
    int horizontal = 0;
    int vertical = 0;
    int dots = 0;
    Set<Integer> colours = new HashSet<>();
    boolean artifact = true;
    for (Atom atom : atoms) {
      artifact &= atom.origin().artifact();
      switch (atom) {
        case Atom.Bitmap _ -> bitmaps++;
        case Atom.Shading _ -> shadings++;
        case Atom.Path path -> {
          switch (path.shape()) {
            case CURVE -> curves++;
            case DIAGONAL -> diagonals++;
            case RECTANGLE -> rectangles++;
            case HORIZONTAL -> horizontal++;
            case VERTICAL -> vertical++;
            case DOT -> dots++;
          }
          if (path.filled() && !path.rule() && isColour(path.fillRgb())) {
            colours.add(path.fillRgb());
          }
        }
      }
    }
    return new Ink(
        bitmaps,
        shadings,
        curves,
        diagonals,
        rectangles,
        horizontal,
        vertical,
        dots,
        colours,
        artifact);
  }

  /// What both are drawn with, without going over their marks again.
  Ink with(Ink other) {
    Set<Integer> both = colours;
    if (!colours.containsAll(other.colours)) {
      both = new HashSet<>(colours);
      both.addAll(other.colours);
    }
    return new Ink(
        bitmaps + other.bitmaps,
        shadings + other.shadings,
        curves + other.curves,
        diagonals + other.diagonals,
        rectangles + other.rectangles,
        horizontal + other.horizontal,
        vertical + other.vertical,
        dots + other.dots,
        both,
        artifact && other.artifact);
  }

  /// Distinct colours.
  int fills() {
    return colours.size();
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
