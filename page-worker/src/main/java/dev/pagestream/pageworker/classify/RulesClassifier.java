package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.PageBlock.ClassScore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Tells classes by rules on pixels, marks and words, without any model. Every rule gives evidence
/// from 0 to 1; the confidences are the softmax of what was found. Stateless, thread-safe.
public final class RulesClassifier implements PictureClassifier {
  /// How much one unit of evidence outweighs none: e^8.
  private static final double SHARPNESS = 8;

  /// What is nothing in particular wins when nothing else has more.
  private static final double OTHER = 0.33;

  private final LabelSet labels;

  public RulesClassifier(LabelSet labels) {
    this.labels = labels;
  }

  @Override
  public List<ClassScore> classify(PictureView picture) {
    return labels.scores(softmax(evidence(PictureFacts.of(picture))));
  }

  static Map<PictureLabel, Double> evidence(PictureFacts facts) {
    Map<PictureLabel, Double> evidence = new EnumMap<>(PictureLabel.class);
    for (PictureLabel label : PictureLabel.values()) {
      // What stays at 0 is told by codes that can be read, and by captions.
      evidence.put(label, 0.0);
    }
    evidence.put(PictureLabel.OTHER, OTHER);
    surfaces(new SurfaceRules(facts), evidence);
    charts(new ChartRules(facts), evidence);
    diagrams(new DiagramRules(facts), evidence);
    marks(new MarkRules(facts), evidence);
    grids(new GridRules(facts), evidence);
    facts
        .view()
        .caption()
        .map(CaptionCues::of)
        .orElse(Map.of())
        .forEach((label, strength) -> evidence.merge(label, strength, Double::sum));
    return evidence;
  }

  private static void surfaces(SurfaceRules rules, Map<PictureLabel, Double> evidence) {
    evidence.put(PictureLabel.PHOTOGRAPH, rules.photograph());
    evidence.put(PictureLabel.GEOGRAPHICAL_MAP, rules.map());
    evidence.put(PictureLabel.SCREENSHOT_FROM_COMPUTER, rules.screen());
    evidence.put(PictureLabel.FULL_PAGE_IMAGE, rules.fullPage());
    evidence.put(PictureLabel.PAGE_THUMBNAIL, rules.thumbnail());
  }

  private static void charts(ChartRules rules, Map<PictureLabel, Double> evidence) {
    evidence.put(PictureLabel.LINE_CHART, rules.line());
    evidence.put(PictureLabel.BAR_CHART, rules.bar());
    evidence.put(PictureLabel.PIE_CHART, rules.pie());
    evidence.put(PictureLabel.SCATTER_PLOT, rules.scatter());
    evidence.put(PictureLabel.BOX_PLOT, rules.box());
  }

  private static void diagrams(DiagramRules rules, Map<PictureLabel, Double> evidence) {
    evidence.put(PictureLabel.FLOW_CHART, rules.flow());
    evidence.put(PictureLabel.ENGINEERING_DRAWING, rules.engineering());
    evidence.put(PictureLabel.TABLE, rules.table());
  }

  private static void marks(MarkRules rules, Map<PictureLabel, Double> evidence) {
    evidence.put(PictureLabel.LOGO, rules.logo());
    evidence.put(PictureLabel.ICON, rules.icon());
    evidence.put(PictureLabel.SIGNATURE, rules.signature());
    evidence.put(PictureLabel.STAMP, rules.stamp());
  }

  private static void grids(GridRules rules, Map<PictureLabel, Double> evidence) {
    evidence.put(PictureLabel.MUSIC, rules.music());
    evidence.put(PictureLabel.CROSSWORD_PUZZLE, rules.crossword());
    evidence.put(PictureLabel.CALENDAR, rules.calendar());
    evidence.put(PictureLabel.BAR_CODE, rules.barCode());
  }

  private static Map<PictureLabel, Double> softmax(Map<PictureLabel, Double> evidence) {
    double sum = evidence.values().stream().mapToDouble(RulesClassifier::weight).sum();
    Map<PictureLabel, Double> shares = new EnumMap<>(PictureLabel.class);
    evidence.forEach((label, found) -> shares.put(label, weight(found) / sum));
    return shares;
  }

  private static double weight(double evidence) {
    return Math.exp(SHARPNESS * evidence);
  }
}
