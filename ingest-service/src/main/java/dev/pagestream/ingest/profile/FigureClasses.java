package dev.pagestream.ingest.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The classes of pictures: the 26 labels of docling's DocumentFigureClassifier v2.5, and the short
/// names people use for groups of them.
public final class FigureClasses {
  public static final List<String> LABELS =
      List.of(
          "logo",
          "photograph",
          "icon",
          "engineering_drawing",
          "line_chart",
          "bar_chart",
          "other",
          "table",
          "flow_chart",
          "screenshot_from_computer",
          "signature",
          "screenshot_from_manual",
          "geographical_map",
          "pie_chart",
          "page_thumbnail",
          "stamp",
          "music",
          "calendar",
          "qr_code",
          "bar_code",
          "full_page_image",
          "scatter_plot",
          "chemistry_structure",
          "topographical_map",
          "crossword_puzzle",
          "box_plot");

  /// Those with data behind them.
  public static final List<String> CHARTS =
      List.of("bar_chart", "line_chart", "pie_chart", "scatter_plot", "box_plot");

  /// Those docling extracts the data of.
  static final List<String> EXTRACTED = List.of("bar_chart", "pie_chart", "line_chart");

  private static final Map<String, List<String>> ALIASES =
      Map.of(
          "photo", List.of("photograph"),
          "natural_image", List.of("photograph"),
          "chart", CHARTS,
          "map", List.of("geographical_map", "topographical_map"),
          "screenshot", List.of("screenshot_from_computer", "screenshot_from_manual"),
          "diagram", List.of("flow_chart", "engineering_drawing"));

  private FigureClasses() {}

  /// The labels a name stands for; empty when it is none.
  public static Optional<List<String>> of(String name) {
    String label = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    if (LABELS.contains(label)) {
      return Optional.of(List.of(label));
    }
    return Optional.ofNullable(ALIASES.get(label));
  }

  /// @throws IllegalArgumentException when one of the names is no class
  public static List<String> all(List<String> names) {
    List<String> labels = new ArrayList<>();
    for (String name : names) {
      labels.addAll(
          of(name)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "'"
                          + name.substring(0, Math.min(name.length(), 40))
                          + "' is no class of pictures; there are "
                          + String.join(", ", LABELS))));
    }
    return labels.stream().distinct().toList();
  }
}
