package dev.pagestream.pageworker.classify;

import java.util.List;

/// Finds the nodes of a diagram: closed shapes apart from each other, with words in them, joined by
/// lines.
///
/// @param count of shapes that hold words
/// @param joined how many of them one drawing holds together
record Nodes(int count, int joined) {
  private static final double LEAST_AREA = 0.004;
  private static final double MOST_AREA = 0.22;
  private static final int APART_PX = 4;
  private static final int MOST_SHAPES = 300;

  static Nodes of(Raster raster, List<Blob> areas, List<Blob> marks, Words words) {
    List<Blob> shapes =
        areas.stream()
            .filter(area -> isShape(area, raster.pixels()))
            .limit(MOST_SHAPES)
            .filter(area -> holdsText(area, words))
            .toList();
    List<Blob> apart =
        shapes.stream()
            .filter(shape ->
                shapes.stream()
                    .noneMatch(other -> !other.equals(shape) && shape.gap(other) < APART_PX))
            .toList();
    int joined = 0;
    for (Blob mark : marks) {
      int held = (int) apart.stream().filter(node -> surrounds(mark, node)).count();
      joined = Math.max(joined, held);
    }
    return new Nodes(apart.size(), joined);
  }

  private static boolean isShape(Blob area, int pixels) {
    return !area.edge()
        && area.area() >= LEAST_AREA * pixels
        && area.boxArea() <= MOST_AREA * pixels
        && area.fill() >= 0.45
        && area.width() >= 12
        && area.height() >= 7;
  }

  private static boolean holdsText(Blob area, Words words) {
    return words.texts().stream()
        .anyMatch(text ->
            text.centreX() > area.left()
                && text.centreX() < area.right()
                && text.centreY() > area.top()
                && text.centreY() < area.bottom()
                && text.height() < area.height()
                && text.width() <= 1.15 * area.width());
  }

  private static boolean surrounds(Blob mark, Blob node) {
    return mark.left() <= node.left() + 3
        && mark.right() >= node.right() - 3
        && mark.top() <= node.top() + 3
        && mark.bottom() >= node.bottom() - 3;
  }
}
