package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/// What a picture's meta says, in the form of before docling 1.8.0.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Annotation.Description.class, name = "description"),
  @JsonSubTypes.Type(value = Annotation.Classification.class, name = "classification"),
  @JsonSubTypes.Type(value = Annotation.TabularChart.class, name = "tabular_chart_data")
})
public sealed interface Annotation {
  record Description(String text, String provenance) implements Annotation {}

  record Classification(String provenance, List<PredictedClass> predictedClasses)
      implements Annotation {
    public Classification {
      predictedClasses = List.copyOf(predictedClasses);
    }
  }

  /// @param title may be empty
  record TabularChart(String title, CellTable chartData) implements Annotation {}

  record PredictedClass(String className, double confidence) {}

  static List<Annotation> of(PictureMeta meta) {
    List<Annotation> annotations = new ArrayList<>();
    meta.description().ifPresent(d -> annotations.add(new Description(d.text(), d.createdBy())));
    meta.classification().ifPresent(c -> annotations.add(classification(c)));
    meta.tabularChart()
        .ifPresent(c -> annotations.add(new TabularChart(c.title().orElse(""), c.chartData())));
    return annotations;
  }

  private static Classification classification(PictureMeta.Classification meta) {
    return new Classification(
        meta.main().createdBy(),
        meta.predictions().stream()
            .map(prediction -> new PredictedClass(prediction.className(), prediction.confidence()))
            .toList());
  }
}
