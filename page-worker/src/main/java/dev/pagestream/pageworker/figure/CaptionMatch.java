package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives figure captions to clusters: nearest first, each caption and each cluster once. On which
/// side of their pictures captions stand is the habit of a page: what explains it better is taken.
final class CaptionMatch {
  private static final double FARTHEST_PT = 90;
  private static final int WEAK_MARKS = 3;
  private static final double BAR_ASPECT = 8;
  private static final double FARTHEST_LAST_RESORT_PT = 70;

  private CaptionMatch() {}

  private record Pair(Cluster cluster, TextBlock caption, double distance) {}

  private record Match(Map<TextBlock, Cluster> clusters, double cost) {}

  /// The cluster of each caption that has one near.
  static Map<TextBlock, Cluster> of(List<Cluster> clusters, PageText text) {
    List<Cluster> figures = clusters.stream().filter(cluster -> !isOrnament(cluster)).toList();
    Match below = match(figures, text, CaptionDistance.Side.BELOW);
    Match above = match(figures, text, CaptionDistance.Side.ABOVE);
    return below.cost() <= above.cost() ? below.clusters() : above.clusters();
  }

  /// Furniture, single rules and bars.
  private static boolean isOrnament(Cluster cluster) {
    Box box = cluster.box();
    boolean bar =
        cluster.atoms().size() == 1
            && cluster.ink().rectangles() == 1
            && Math.max(box.width(), box.height())
                > BAR_ASPECT * Math.min(box.width(), box.height());
    return bar
        || (cluster.ink().artifact() && cluster.ink().bitmaps() == 0)
        || (cluster.weak() && cluster.atoms().size() < WEAK_MARKS);
  }

  private static Match match(List<Cluster> clusters, PageText text, CaptionDistance.Side side) {
    CaptionDistance distance = new CaptionDistance(text, side);
    List<Pair> pairs = new ArrayList<>();
    for (TextBlock caption : text.figureCaptions()) {
      for (Cluster cluster : clusters) {
        double points = distance.of(cluster.box(), caption);
        if (points <= FARTHEST_PT) {
          pairs.add(new Pair(cluster, caption, points));
        }
      }
    }
    Map<TextBlock, Cluster> matched = nearestFirst(pairs);
    double cost =
        pairs.stream()
                .filter(pair -> matched.get(pair.caption()) == pair.cluster())
                .mapToDouble(Pair::distance)
                .sum()
            + FARTHEST_PT * (text.figureCaptions().size() - matched.size());
    return new Match(matched, cost);
  }

  /// For captions that are still without: the nearest of the clusters that are, above or below at
  /// whatever overlap.
  static Map<TextBlock, Cluster> lastResort(List<Cluster> clusters, List<TextBlock> captions) {
    List<Pair> pairs = new ArrayList<>();
    for (TextBlock caption : captions) {
      for (Cluster cluster : clusters) {
        double gap = -Boxes.sharedY(cluster.box(), caption.box());
        if (Boxes.sharedX(cluster.box(), caption.box()) > 0
            && gap >= -5
            && gap <= FARTHEST_LAST_RESORT_PT) {
          pairs.add(new Pair(cluster, caption, gap));
        }
      }
    }
    return nearestFirst(pairs);
  }

  private static Map<TextBlock, Cluster> nearestFirst(List<Pair> pairs) {
    Map<TextBlock, Cluster> matched = new HashMap<>();
    Set<Cluster> used = new HashSet<>();
    for (Pair pair : pairs.stream().sorted(Comparator.comparingDouble(Pair::distance)).toList()) {
      if (!matched.containsKey(pair.caption()) && used.add(pair.cluster())) {
        matched.put(pair.caption(), pair.cluster());
      }
    }
    return matched;
  }
}
