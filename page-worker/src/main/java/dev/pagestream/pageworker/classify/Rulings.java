package dev.pagestream.pageworker.classify;

import java.util.ArrayList;
import java.util.List;

/// Thin straight lines parallel to the sides of the picture: axes, gridlines, rules, outlines.
///
/// @param mask their pixels
record Rulings(List<Ruling> across, List<Ruling> down, Mask mask) {
  private static final int THICKEST_PX = 3;
  private static final int CONTRAST = 12;
  private static final int GAP_PX = 3;
  private static final double SHORTEST = 0.1;
  private static final int SHORTEST_PX = 14;

  /// @param at y of lines across, x of lines down
  /// @param from inclusive
  /// @param to inclusive
  record Ruling(int at, int from, int to) {
    int length() {
      return to - from + 1;
    }
  }

  static Rulings of(Raster raster) {
    Mask mask = new Mask(raster.width(), raster.height());
    return new Rulings(find(raster, mask, true), find(raster, mask, false), mask);
  }

  /// Lines at least as long as a share of the side.
  List<Ruling> acrossOver(double share) {
    return across.stream().filter(line -> line.length() >= share * mask.width()).toList();
  }

  List<Ruling> downOver(double share) {
    return down.stream().filter(line -> line.length() >= share * mask.height()).toList();
  }

  /// Most lines of about one length and place whose distances are about the same.
  static int evenlySpaced(List<Ruling> lines) {
    int most = 0;
    for (Ruling first : lines) {
      int[] places =
          lines.stream()
              .filter(line ->
                  Math.abs(line.from() - first.from()) <= ALIGNED_PX
                      && Math.abs(line.to() - first.to()) <= ALIGNED_PX)
              .mapToInt(Ruling::at)
              .sorted()
              .toArray();
      most = Math.max(most, evenly(places));
    }
    return most;
  }

  private static final int ALIGNED_PX = 6;
  private static final int UNEVEN_PX = 2;
  private static final int CLOSEST_PX = 8;

  private static int evenly(int[] places) {
    int most = 0;
    int run = 1;
    for (int i = 2; i < places.length; i++) {
      int step = places[i] - places[i - 1];
      boolean even =
          step >= CLOSEST_PX && Math.abs(step - (places[i - 1] - places[i - 2])) <= UNEVEN_PX;
      run = even ? run + 1 : 1;
      most = Math.max(most, run + 1);
    }
    return most;
  }

  private static List<Ruling> find(Raster raster, Mask mask, boolean across) {
    int length = across ? raster.width() : raster.height();
    int breadth = across ? raster.height() : raster.width();
    int shortest = Math.max(SHORTEST_PX, (int) (SHORTEST * Math.max(length, breadth / 2)));
    List<Ruling> found = new ArrayList<>();
    for (int at = 0; at < breadth; at++) {
      int from = -1;
      int last = -1;
      int hits = 0;
      for (int i = 0; i <= length; i++) {
        boolean thin = i < length && isThin(raster, across, i, at, breadth);
        if (thin) {
          from = from < 0 ? i : from;
          last = i;
          hits++;
        }
        boolean over = from >= 0 && (i == length || i - last > GAP_PX);
        if (over) {
          if (last - from + 1 >= shortest && hits >= 0.7 * (last - from + 1)) {
            add(found, new Ruling(at, from, last));
            mark(mask, across, at, from, last);
          }
          from = -1;
          hits = 0;
        }
      }
    }
    return found;
  }

  private static void mark(Mask mask, boolean across, int at, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (across) {
        mask.set(i, at);
      } else {
        mask.set(at, i);
      }
    }
  }

  /// A line of several pixels is found in each of them.
  private static void add(List<Ruling> found, Ruling line) {
    for (int i = found.size() - 1; i >= 0 && line.at() - found.get(i).at() <= THICKEST_PX; i--) {
      Ruling before = found.get(i);
      int shared = Math.min(before.to(), line.to()) - Math.max(before.from(), line.from());
      if (shared > 0.5 * Math.min(before.length(), line.length())) {
        if (line.length() > before.length()) {
          found.set(i, new Ruling(before.at(), line.from(), line.to()));
        }
        return;
      }
    }
    found.add(line);
  }

  /// Darker or lighter than what is on both sides of it; at the very edge one side is enough.
  private static boolean isThin(Raster raster, boolean across, int i, int at, int breadth) {
    int here = luminance(raster, across, i, at);
    boolean hasBefore = at >= THICKEST_PX;
    boolean hasAfter = at < breadth - THICKEST_PX;
    int before = hasBefore ? here - luminance(raster, across, i, at - THICKEST_PX) : 0;
    int after = hasAfter ? here - luminance(raster, across, i, at + THICKEST_PX) : 0;
    if (!hasBefore || !hasAfter) {
      return Math.abs(hasBefore ? before : after) > CONTRAST;
    }
    return (before > CONTRAST && after > CONTRAST) || (before < -CONTRAST && after < -CONTRAST);
  }

  private static int luminance(Raster raster, boolean across, int i, int at) {
    return raster.luminance(across ? at * raster.width() + i : i * raster.width() + at);
  }
}
