package dev.pagestream.pageworker.classify;

import java.nio.file.Path;
import java.util.Optional;

/// Opens the classifier that is configured.
public final class PictureClassifiers {
  private PictureClassifiers() {}

  /// @param model an ONNX file; without one rules decide
  /// @throws IllegalArgumentException with a sentence for the operator, when the model cannot be
  ///   used
  public static PictureClassifier open(LabelSet labels, Optional<Path> model) {
    PictureClassifier classifier =
        model.isPresent() ? OnnxClassifier.open(model.get(), labels) : new RulesClassifier(labels);
    return new CodesFirst(classifier, labels);
  }
}
