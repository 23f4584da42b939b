package dev.pagestream.pageworker.classify;

import java.util.ArrayList;
import java.util.List;

/// A round area cut into sectors.
///
/// @param roundness share of the directions in which it ends where a circle would
/// @param constancy share of the directions in which its colour does not depend on the distance
///   from the middle
/// @param sectors colours found on the way round
record Disc(double roundness, double constancy, int sectors) {
  static final Disc NONE = new Disc(0, 0, 0);

  private static final int DIRECTIONS = 120;
  private static final double INSIDE = 0.91;
  private static final double OUTSIDE = 1.09;
  private static final double[] RADII = {0.83, 0.88, 0.93};
  private static final int SAME_COLOUR = 28;
  private static final int LEAST_DIRECTIONS = 3;
  private static final double LEAST_AREA = 0.008;
  private static final int NEAR_PX = 6;

  static Disc of(Raster raster, Mask ink, List<Blob> areas, int background) {
    List<Blob> parts =
        areas.stream()
            .filter(area ->
                !area.edge()
                    && area.area() >= LEAST_AREA * raster.pixels()
                    && area.fill() < 0.95
                    && Colours.distance(area.rgb(), background) > SAME_COLOUR / 2)
            .toList();
    if (parts.isEmpty()) {
      return NONE;
    }
    Disc best = NONE;
    for (Blob start : parts.stream().sorted((a, b) -> b.area() - a.area()).limit(3).toList()) {
      Disc disc = measure(raster, ink, gathered(start, parts));
      if (disc.score() > best.score()) {
        best = disc;
      }
    }
    return best;
  }

  double score() {
    return sectors < 2 ? 0 : Math.min(roundness, constancy);
  }

  private static Blob gathered(Blob start, List<Blob> parts) {
    List<Blob> rest = new ArrayList<>(parts);
    Blob all = start;
    boolean grown = true;
    while (grown) {
      Blob now = all;
      List<Blob> near = rest.stream().filter(part -> part.gap(now) <= NEAR_PX).toList();
      rest.removeAll(near);
      grown = false;
      for (Blob part : near) {
        Blob joined = union(all, part);
        grown |= !joined.equals(all);
        all = joined;
      }
    }
    return all;
  }

  private static Blob union(Blob a, Blob b) {
    return new Blob(
        Math.min(a.left(), b.left()),
        Math.min(a.top(), b.top()),
        Math.max(a.right(), b.right()),
        Math.max(a.bottom(), b.bottom()),
        0,
        0,
        0,
        false);
  }

  private static Disc measure(Raster raster, Mask ink, Blob box) {
    double flat = box.height() / (double) box.width();
    if (flat < 0.35 || flat > 1.5 || box.width() < 20) {
      return NONE;
    }
    int round = 0;
    int constant = 0;
    int sectors = 0;
    int length = 0;
    int before = -1;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      boolean in = isInk(ink, box, angle, INSIDE) || isInk(ink, box, angle, INSIDE - 0.05);
      boolean out = isInk(ink, box, angle, OUTSIDE) && isInk(ink, box, angle, OUTSIDE + 0.05);
      round += in && !out ? 1 : 0;
      int colour = colour(raster, box, angle, RADII[1]);
      boolean same = true;
      for (double radius : RADII) {
        same &= Colours.distance(colour(raster, box, angle, radius), colour) <= SAME_COLOUR;
      }
      constant += same ? 1 : 0;
      if (before >= 0 && Colours.distance(colour, before) <= SAME_COLOUR) {
        length++;
      } else {
        length = 1;
      }
      sectors += length == LEAST_DIRECTIONS ? 1 : 0;
      before = colour;
    }
    return new Disc(round / (double) DIRECTIONS, constant / (double) DIRECTIONS, sectors);
  }

  private static boolean isInk(Mask ink, Blob box, double angle, double radius) {
    return ink.get(x(box, angle, radius), y(box, angle, radius));
  }

  private static int colour(Raster raster, Blob box, double angle, double radius) {
    return raster.rgb(
        Math.clamp(x(box, angle, radius), 0, raster.width() - 1),
        Math.clamp(y(box, angle, radius), 0, raster.height() - 1));
  }

  private static int x(Blob box, double angle, double radius) {
    return (int) Math.round(box.centreX() + Math.cos(angle) * radius * box.width() / 2);
  }

  private static int y(Blob box, double angle, double radius) {
    return (int) Math.round(box.centreY() + Math.sin(angle) * radius * box.height() / 2);
  }
}
