package dev.pagestream.pageworker.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds pixels that hang together.
final class Blobs {
  /// Steps of a gradient still belong together, ...
  private static final int STEP = 6;

  /// ... as long as the colour is about that of where it began.
  private static final int SPREAD = 60;

  private static final int NONE = -1;

  private final int width;
  private final int height;
  private final int[] labels;
  private final int[] queue;

  private Blobs(int width, int height) {
    this.width = width;
    this.height = height;
    labels = new int[width * height];
    queue = new int[width * height];
    Arrays.fill(labels, NONE);
  }

  /// Areas of one colour, of at least so many pixels.
  static List<Blob> areas(Raster raster, int leastArea) {
    Blobs blobs = new Blobs(raster.width(), raster.height());
    List<Blob> found = new ArrayList<>();
    for (int i = 0; i < raster.pixels(); i++) {
      if (blobs.labels[i] == NONE) {
        int seed = raster.rgb(i);
        Blob blob =
            blobs.grow(
                i,
                seed,
                (from, to) ->
                    Colours.distance(raster.rgb(from), raster.rgb(to)) <= STEP
                        && Colours.distance(raster.rgb(to), seed) <= SPREAD,
                false);
        if (blob.area() >= leastArea) {
          found.add(blob);
        }
      }
    }
    return found;
  }

  /// Pixels of the mask that touch, also by their corners.
  static List<Blob> marks(Mask mask) {
    Blobs blobs = new Blobs(mask.width(), mask.height());
    List<Blob> found = new ArrayList<>();
    for (int i = 0; i < mask.width() * mask.height(); i++) {
      if (mask.get(i) && blobs.labels[i] == NONE) {
        found.add(blobs.grow(i, 0, (_, to) -> mask.get(to), true));
      }
    }
    return found;
  }

  @FunctionalInterface
  private interface Joins {
    boolean test(int from, int to);
  }

  private Blob grow(int start, int rgb, Joins joins, boolean corners) {
    int first = 0;
    int last = 0;
    queue[last++] = start;
    labels[start] = start;
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    while (first < last) {
      int at = queue[first++];
      int x = at % width;
      int y = at / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          boolean beside = corners ? dx != 0 || dy != 0 : Math.abs(dx) + Math.abs(dy) == 1;
          int nx = x + dx;
          int ny = y + dy;
          if (beside && nx >= 0 && ny >= 0 && nx < width && ny < height) {
            int next = ny * width + nx;
            if (labels[next] == NONE && joins.test(at, next)) {
              labels[next] = start;
              queue[last++] = next;
            }
          }
        }
      }
    }
    boolean edge = left == 0 || top == 0 || right == width - 1 || bottom == height - 1;
    return new Blob(left, top, right, bottom, last, span(last, top, bottom), rgb, edge);
  }

  private int span(int count, int top, int bottom) {
    int[] firsts = new int[bottom - top + 1];
    int[] lasts = new int[bottom - top + 1];
    Arrays.fill(firsts, width);
    for (int i = 0; i < count; i++) {
      int x = queue[i] % width;
      int row = queue[i] / width - top;
      firsts[row] = Math.min(firsts[row], x);
      lasts[row] = Math.max(lasts[row], x);
    }
    int span = 0;
    for (int row = 0; row < firsts.length; row++) {
      span += lasts[row] - firsts[row] + 1;
    }
    return span;
  }
}
