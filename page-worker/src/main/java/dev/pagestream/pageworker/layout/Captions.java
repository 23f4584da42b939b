package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives figure captions to pictures: nearest first, each caption and each picture once.
final class Captions {
  private static final double LONGEST_PT = 90;
  private static final double LONGEST_LAST_RESORT_PT = 70;
  private static final double X_OVERLAP = 0.25;
  private static final double Y_OVERLAP = 0.6;
  private static final double BESIDE_PT = 30;
  private static final double BESIDE_AREA_PT2 = 2000;
  private static final double BLOCKING_SHARE = 0.15;

  private final List<TextBlock> blocks;
  private final PageStatistics statistics;

  private Captions(List<TextBlock> blocks, PageStatistics statistics) {
    this.blocks = blocks;
    this.statistics = statistics;
  }

  /// The caption of each picture that has one.
  static Map<Box, TextBlock> match(
      List<Box> pictures, List<TextBlock> blocks, PageStatistics statistics) {
    Captions captions = new Captions(blocks, statistics);
    List<Pair> near = new ArrayList<>();
    List<Pair> lastResort = new ArrayList<>();
    for (TextBlock block : blocks) {
      if (!Cues.figureCaption(block.first().text()) || !TextKinds.isCaption(block)) {
        continue;
      }
      for (Box picture : pictures) {
        near.add(new Pair(picture, block, captions.distance(picture, block)));
        lastResort.add(new Pair(picture, block, looseDistance(picture, block.box())));
      }
    }
    Map<Box, TextBlock> matched = new HashMap<>();
    take(near, LONGEST_PT, matched);
    take(lastResort, LONGEST_LAST_RESORT_PT, matched);
    return matched;
  }

  private static void take(List<Pair> pairs, double longest, Map<Box, TextBlock> matched) {
    Set<TextBlock> used = new HashSet<>(matched.values());
    pairs.sort(Comparator.comparingDouble(Pair::distance));
    for (Pair pair : pairs) {
      if (pair.distance() <= longest
          && !matched.containsKey(pair.picture())
          && used.add(pair.caption())) {
        matched.put(pair.picture(), pair.caption());
      }
    }
  }

  /// How far a caption is from a picture; captions below their picture are the rule, so others
  /// count for farther.
  private double distance(Box picture, TextBlock caption) {
    Box text = caption.box();
    double best = Double.MAX_VALUE;
    if (Boxes.sharedX(picture, text) >= X_OVERLAP * Math.min(picture.width(), text.width())) {
      double below = text.top() - picture.bottom();
      double above = picture.top() - text.bottom();
      if (below >= -6 && free(picture, text, caption)) {
        best = Math.max(0, below);
      } else if (above >= -4 && free(text, picture, caption)) {
        best = Math.max(0, above) * 1.6 + 6;
      }
    }
    return Math.min(best, besideDistance(picture, text));
  }

  private static double besideDistance(Box picture, Box text) {
    double gap = -Boxes.sharedX(picture, text);
    boolean beside =
        Boxes.sharedY(picture, text) > Y_OVERLAP * Math.min(picture.height(), text.height())
            && picture.area() > BESIDE_AREA_PT2
            && gap >= -3
            && gap <= BESIDE_PT;
    // Farther than any caption above or below within 60 points.
    return beside ? 60 + gap : Double.MAX_VALUE;
  }

  private static double looseDistance(Box picture, Box text) {
    double gap = -Boxes.sharedY(picture, text);
    return Boxes.sharedX(picture, text) > 0 && gap >= -5 ? gap : Double.MAX_VALUE;
  }

  /// Whether no running text and no other caption stands in the strip between the two.
  private boolean free(Box upper, Box lower, TextBlock caption) {
    Box strip =
        new Box(
            Math.max(upper.left(), lower.left()),
            upper.bottom(),
            Math.min(upper.right(), lower.right()),
            lower.top());
    return blocks.stream()
        .filter(block ->
            !block.equals(caption) && (statistics.isBody(block) || TextKinds.isCaption(block)))
        .noneMatch(block -> Boxes.inside(block.box(), strip) > BLOCKING_SHARE);
  }

  private record Pair(Box picture, TextBlock caption, double distance) {}
}
