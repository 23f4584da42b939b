package dev.pagestream.pageworker.classify;

import java.util.List;
import java.util.function.ToIntFunction;

/// Finds the bars of a bar chart: of one breadth, on one foot, of different lengths.
final class Bars {
  private static final int MOST_CANDIDATES = 250;
  private static final int FOOT_PX = 2;
  private static final double BREADTH = 0.16;
  private static final int LENGTH_PX = 3;

  private Bars() {}

  /// Bars of the largest group; 0 when they are not of different lengths.
  ///
  /// @param rectangles that may be some
  static int count(List<Blob> rectangles, int leastLengths) {
    List<Blob> candidates = rectangles.stream().limit(MOST_CANDIDATES).toList();
    int most = 0;
    for (Blob bar : candidates) {
      most =
          Math.max(
              most,
              Math.max(
                  Math.max(
                      group(candidates, bar.bottom(), bar, true, leastLengths),
                      group(candidates, bar.top() - 1, bar, true, leastLengths)),
                  Math.max(
                      group(candidates, bar.left() - 1, bar, false, leastLengths),
                      group(candidates, bar.right(), bar, false, leastLengths))));
    }
    return most;
  }

  /// Bars that stand on the foot or hang from it.
  private static int group(
      List<Blob> candidates, int foot, Blob bar, boolean upright, int leastLengths) {
    ToIntFunction<Blob> breadth = upright ? Blob::width : Blob::height;
    ToIntFunction<Blob> length = upright ? Blob::height : Blob::width;
    ToIntFunction<Blob> start = upright ? b -> b.top() - 1 : b -> b.left() - 1;
    ToIntFunction<Blob> end = upright ? Blob::bottom : Blob::right;
    double tolerance = Math.max(2, BREADTH * breadth.applyAsInt(bar));
    List<Blob> group =
        candidates.stream()
            .filter(other ->
                (Math.abs(end.applyAsInt(other) - foot) <= FOOT_PX
                        || Math.abs(start.applyAsInt(other) - foot) <= FOOT_PX)
                    && Math.abs(breadth.applyAsInt(other) - breadth.applyAsInt(bar)) <= tolerance)
            .toList();
    if (group.size() < 3) {
      return 0;
    }
    int[] lengths = group.stream().mapToInt(length).sorted().toArray();
    int distinct = 1;
    int last = lengths[0];
    for (int value : lengths) {
      if (value - last >= LENGTH_PX) {
        distinct++;
        last = value;
      }
    }
    return distinct >= leastLengths ? group.size() : 0;
  }
}
