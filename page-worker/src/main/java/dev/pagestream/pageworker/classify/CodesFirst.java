package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.PageBlock.ClassScore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads codes before another classifier is asked: what can be read is certain.
final class CodesFirst implements PictureClassifier {
  private static final double CERTAIN = 0.999;

  /// Codes are black on white, or two other colours far apart.
  private static final double LEAST_BILEVEL = 0.8;

  private static final double LEAST_DARK = 0.15;
  private static final double MOST_DARK = 0.85;

  private final PictureClassifier others;
  private final LabelSet labels;

  CodesFirst(PictureClassifier others, LabelSet labels) {
    this.others = others;
    this.labels = labels;
  }

  @Override
  public List<ClassScore> classify(PictureView picture) {
    return code(picture).map(this::certain).orElseGet(() -> others.classify(picture));
  }

  /// Looked for only where one can be: reading costs more than looking.
  private static Optional<PictureLabel> code(PictureView picture) {
    PixelFacts pixels = PixelFacts.of(Raster.of(picture.image()));
    boolean possible =
        pixels.bilevelShare() >= LEAST_BILEVEL
            && pixels.blackShare() >= LEAST_DARK
            && pixels.blackShare() <= MOST_DARK;
    return possible ? CodeReader.read(picture.image()) : Optional.empty();
  }

  private List<ClassScore> certain(PictureLabel code) {
    Map<PictureLabel, Double> confidences = new EnumMap<>(PictureLabel.class);
    double rest = (1 - CERTAIN) / (PictureLabel.values().length - 1);
    for (PictureLabel label : PictureLabel.values()) {
      confidences.put(label, label == code ? CERTAIN : rest);
    }
    return labels.scores(confidences);
  }

  @Override
  public void close() {
    others.close();
  }
}
