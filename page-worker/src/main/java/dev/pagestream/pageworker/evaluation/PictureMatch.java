package dev.pagestream.pageworker.evaluation;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which found boxes are which true ones. Strict: one to one at an intersection over union of 0.5.
/// Tolerant: a figure found as its panels, or panels found as their figure, count too when together
/// they fit as well. Immutable.
///
/// @param partners by true box, index of the found box, or -1
/// @param truthsTolerant true boxes that are found, tolerantly
/// @param foundTolerant found boxes that are true, tolerantly
record PictureMatch(List<Integer> partners, int truthsTolerant, int foundTolerant) {
  static final double FIT = 0.5;
  private static final double PART = 0.7;

  static PictureMatch of(List<Box> truths, List<Box> found) {
    List<Integer> partners = new ArrayList<>(Collections.nCopies(truths.size(), -1));
    Set<Integer> usedFound = new HashSet<>();
    pairs(truths, found)
        .forEach(pair -> {
          if (partners.get(pair.truth()) < 0 && usedFound.add(pair.found())) {
            partners.set(pair.truth(), pair.found());
          }
        });
    Set<Integer> openTruths = new HashSet<>();
    for (int i = 0; i < truths.size(); i++) {
      if (partners.get(i) < 0) {
        openTruths.add(i);
      }
    }
    Set<Integer> openFound = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      if (!usedFound.contains(i)) {
        openFound.add(i);
      }
    }
    settle(truths, openTruths, found, openFound);
    settle(found, openFound, truths, openTruths);
    return new PictureMatch(
        List.copyOf(partners), truths.size() - openTruths.size(), found.size() - openFound.size());
  }

  int strict() {
    return (int) partners.stream().filter(partner -> partner >= 0).count();
  }

  private record Pair(int truth, int found, double iou) {}

  private static List<Pair> pairs(List<Box> truths, List<Box> found) {
    List<Pair> pairs = new ArrayList<>();
    for (int t = 0; t < truths.size(); t++) {
      for (int f = 0; f < found.size(); f++) {
        double iou = Boxes.iou(truths.get(t), found.get(f));
        if (iou >= FIT) {
          pairs.add(new Pair(t, f, iou));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
    return pairs;
  }

  /// Takes a whole and its parts, several of them, off the open ones.
  private static void settle(
      List<Box> parts, Set<Integer> openParts, List<Box> wholes, Set<Integer> openWholes) {
    for (int whole : List.copyOf(openWholes)) {
      List<Integer> inside =
          openParts.stream()
              .filter(part -> Boxes.inside(parts.get(part), wholes.get(whole)) > PART)
              .toList();
      if (inside.size() >= 2
          && Boxes.iou(Boxes.union(inside.stream().map(parts::get).toList()), wholes.get(whole))
              >= FIT) {
        inside.forEach(openParts::remove);
        openWholes.remove(whole);
      }
    }
  }
}
