package dev.pagestream.pageworker.classify;

import dev.pagestream.pageworker.classify.fixture.PictureBook.Labelled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts what pictures were taken for.
final class Confusion {
  private final Map<PictureLabel, Map<String, Integer>> counts = new EnumMap<>(PictureLabel.class);
  private final List<String> mistakes = new ArrayList<>();

  void add(Labelled picture, String found, double confidence) {
    counts.computeIfAbsent(picture.label(), _ -> new TreeMap<>()).merge(found, 1, Integer::sum);
    if (!found.equals(picture.label().code())) {
      mistakes.add(String.format(Locale.ROOT, "%s: %s %.2f", picture.name(), found, confidence));
    }
  }

  int total() {
    return counts.values().stream()
        .flatMap(row -> row.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  double accuracy() {
    return counts.keySet().stream().mapToInt(this::right).sum() / (double) total();
  }

  double accuracy(PictureLabel... labels) {
    int right = 0;
    int all = 0;
    for (PictureLabel label : labels) {
      right += right(label);
      all += all(label);
    }
    return right / (double) all;
  }

  private int right(PictureLabel label) {
    return counts.getOrDefault(label, Map.of()).getOrDefault(label.code(), 0);
  }

  private int all(PictureLabel label) {
    return counts.getOrDefault(label, Map.of()).values().stream().mapToInt(i -> i).sum();
  }

  List<String> mistakes() {
    return mistakes;
  }

  /// A row for each label: how many were right, and what the others were taken for.
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    counts.forEach((label, row) -> {
      table.append(
          String.format(Locale.ROOT, "  %-26s %2d/%2d", label.code(), right(label), all(label)));
      row.forEach((found, count) -> {
        if (!found.equals(label.code())) {
          table.append("  ").append(found).append(' ').append(count);
        }
      });
      table.append('\n');
    });
    return table.toString();
  }
}
