package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.PageBlock.ClassScore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whose labels pictures get.
public enum LabelSet {
  /// The 26 of DocumentFigureClassifier v2.0 and v2.5.
  V2_5,

  /// The 16 of DocumentFigureClassifier v1.
  V1;

  private static final List<String> NAMES_V2_5 =
      Stream.of(PictureLabel.values()).map(PictureLabel::code).toList();
  private static final List<String> NAMES_V1 =
      List.of(
          "bar_chart",
          "bar_code",
          "chemistry_markush_structure",
          "chemistry_molecular_structure",
          "flow_chart",
          "icon",
          "line_chart",
          "logo",
          "map",
          "other",
          "pie_chart",
          "qr_code",
          "remote_sensing",
          "screenshot",
          "signature",
          "stamp");

  /// Most certain first; among equals the order of the names, so that a run repeats itself.
  private static final Comparator<ClassScore> ORDER =
      Comparator.comparingDouble((ClassScore score) -> -score.confidence())
          .thenComparing(ClassScore::name);

  /// In the order of the outputs of its model.
  public List<String> names() {
    return switch (this) {
      case V2_5 -> NAMES_V2_5;
      case V1 -> NAMES_V1;
    };
  }

  /// All labels of the set with their shares, most certain first.
  ///
  /// @param confidences of every [PictureLabel]
  List<ClassScore> scores(Map<PictureLabel, Double> confidences) {
    Map<String, Double> sums = new LinkedHashMap<>();
    names().forEach(name -> sums.put(name, 0.0));
    confidences.forEach((label, confidence) -> sums.merge(name(label), confidence, Double::sum));
    return sums.entrySet().stream()
        .map(entry -> new ClassScore(entry.getKey(), entry.getValue()))
        .sorted(ORDER)
        .toList();
  }

  /// @param confidences in the order of [#names()]
  List<ClassScore> scores(double[] confidences) {
    return IntStream.range(0, names().size())
        .mapToObj(i -> new ClassScore(names().get(i), confidences[i]))
        .sorted(ORDER)
        .toList();
  }

  String name(PictureLabel label) {
    return switch (this) {
      case V2_5 -> label.code();
      case V1 -> label.inVersion1();
    };
  }
}
