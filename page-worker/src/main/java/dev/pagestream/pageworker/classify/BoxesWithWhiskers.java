package dev.pagestream.pageworker.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the boxes of a box plot: of one breadth, not on one foot, with a thin line out of the
/// middle of both ends.
final class BoxesWithWhiskers {
  private static final int SIDE_PX = 2;
  private static final int PART_GAP_PX = 5;
  private static final int CLEAR_PX = 4;
  private static final int SHORTEST_PX = 4;
  private static final int REACH_PX = 3;

  private BoxesWithWhiskers() {}

  static int count(List<Blob> rectangles, Mask ink) {
    return Math.max(
        largestGroup(withWhiskers(rectangles, ink, true), true),
        largestGroup(withWhiskers(rectangles, ink, false), false));
  }

  private static int largestGroup(List<Blob> boxes, boolean upright) {
    int most = 0;
    for (Blob box : boxes) {
      int breadth = upright ? box.width() : box.height();
      int count =
          (int)
              boxes.stream()
                  .filter(other ->
                      Math.abs((upright ? other.width() : other.height()) - breadth)
                          <= Math.max(2, 0.2 * breadth))
                  .count();
      most = Math.max(most, count);
    }
    return most;
  }

  private static List<Blob> withWhiskers(List<Blob> rectangles, Mask ink, boolean upright) {
    List<Blob> boxes = merged(rectangles, upright);
    return boxes.stream()
        .filter(box -> whisker(box, ink, upright, true) && whisker(box, ink, upright, false))
        .toList();
  }

  /// The median cuts a box in two.
  private static List<Blob> merged(List<Blob> rectangles, boolean upright) {
    List<Blob> rest = new ArrayList<>(rectangles);
    rest.sort(Comparator.comparingInt(upright ? Blob::top : Blob::left));
    List<Blob> merged = new ArrayList<>();
    for (Blob part : rest) {
      int at = -1;
      for (int i = 0; i < merged.size(); i++) {
        Blob box = merged.get(i);
        boolean same =
            upright
                ? Math.abs(box.left() - part.left()) <= SIDE_PX
                    && Math.abs(box.right() - part.right()) <= SIDE_PX
                    && part.top() - box.bottom() <= PART_GAP_PX
                    && part.top() > box.bottom()
                : Math.abs(box.top() - part.top()) <= SIDE_PX
                    && Math.abs(box.bottom() - part.bottom()) <= SIDE_PX
                    && part.left() - box.right() <= PART_GAP_PX
                    && part.left() > box.right();
        at = same ? i : at;
      }
      if (at < 0) {
        merged.add(part);
      } else {
        Blob box = merged.get(at);
        merged.set(
            at,
            new Blob(
                Math.min(box.left(), part.left()),
                Math.min(box.top(), part.top()),
                Math.max(box.right(), part.right()),
                Math.max(box.bottom(), part.bottom()),
                box.area() + part.area(),
                box.span() + part.span(),
                box.rgb(),
                false));
      }
    }
    return merged;
  }

  private static boolean whisker(Blob box, Mask ink, boolean upright, boolean before) {
    int middle = (int) Math.round(upright ? box.centreX() : box.centreY());
    int breadth = upright ? box.width() : box.height();
    if (breadth < 2 * CLEAR_PX) {
      return false;
    }
    int edge = upright ? (before ? box.top() : box.bottom()) : before ? box.left() : box.right();
    int step = before ? -1 : 1;
    int length = 0;
    int missed = 0;
    for (int at = edge + step * (REACH_PX + 1); missed <= REACH_PX; at += step) {
      boolean line = false;
      for (int off = -1; off <= 1; off++) {
        line |= get(ink, upright, middle + off, at);
      }
      boolean clear =
          !get(ink, upright, middle - CLEAR_PX, at) && !get(ink, upright, middle + CLEAR_PX, at);
      if (line && clear) {
        length++;
        missed = 0;
      } else if (line) {
        break; // The cap at its end, or something else.
      } else {
        missed++;
      }
    }
    return length >= SHORTEST_PX;
  }

  private static boolean get(Mask ink, boolean upright, int across, int along) {
    return upright ? ink.get(across, along) : ink.get(along, across);
  }
}
