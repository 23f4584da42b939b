package dev.pagestream.document.export;

import java.util.Set;

/// docling's labels of pictures.
final class PictureLabels {
  /// Those whose pictures docling-core marks as charts.
  private static final Set<String> CHARTS =
      Set.of(
          "bar_chart",
          "flow_chart",
          "heatmap",
          "line_chart",
          "pie_chart",
          "scatter_chart",
          "stacked_bar_chart");

  private static final Set<String> OTHERS =
      Set.of(
          "bar_code",
          "box_plot",
          "cad_drawing",
          "calendar",
          "chemistry_markush_structure",
          "chemistry_molecular_structure",
          "chemistry_structure",
          "crossword_puzzle",
          "electrical_diagram",
          "engineering_drawing",
          "full_page_image",
          "geographical_map",
          "icon",
          "logo",
          "map",
          "music",
          "natural_image",
          "other",
          "other_chart",
          "page_thumbnail",
          "photograph",
          "picture_group",
          "qr_code",
          "remote_sensing",
          "scatter_plot",
          "screenshot",
          "screenshot_from_computer",
          "screenshot_from_manual",
          "signature",
          "stamp",
          "stratigraphic_chart",
          "table",
          "topographical_map");

  private PictureLabels() {}

  static boolean isChart(String label) {
    return CHARTS.contains(label);
  }

  /// Whether it is one of docling's; a model may give any other name.
  static boolean isKnown(String label) {
    return CHARTS.contains(label) || OTHERS.contains(label);
  }
}
