package dev.pagestream.pageworker.classify;

import java.util.List;

/// Finds the dots of a scatter plot: small marks of one size, scattered over both directions.
///
/// @param count of one size that no text explains
/// @param scatter how many different heights they are at, as a share of what is possible
record Markers(int count, double scatter) {
  private static final int LEAST_PX = 2;
  private static final int MOST_PX = 16;
  private static final double LONGEST = 1.7;
  private static final int MOST_MARKS = 1_500;

  static Markers of(List<Blob> marks, int height) {
    List<Blob> small =
        marks.stream()
            .filter(mark ->
                mark.width() >= LEAST_PX
                    && mark.height() >= LEAST_PX
                    && mark.width() <= MOST_PX
                    && mark.height() <= MOST_PX
                    && mark.width() <= LONGEST * mark.height()
                    && mark.height() <= LONGEST * mark.width()
                    && mark.density() >= 0.35)
            .limit(MOST_MARKS)
            .toList();
    Markers best = new Markers(0, 0);
    for (int size = LEAST_PX; size <= MOST_PX; size++) {
      int now = size;
      List<Blob> same =
          small.stream()
              .filter(
                  mark -> Math.abs(mark.width() - now) <= 1 && Math.abs(mark.height() - now) <= 1)
              .toList();
      long heights = same.stream().mapToInt(Blob::bottom).distinct().count();
      double scatter = heights / Math.max(1, Math.min(same.size(), 0.6 * height));
      if (same.size() * scatter > best.count() * best.scatter()) {
        best = new Markers(same.size(), scatter);
      }
    }
    return best;
  }
}
