package dev.pagestream.pageworker.evaluation;

/// How well tables were found; sums, and ratios over the sums. Immutable.
///
/// @param truths tables there are
/// @param found tables found
/// @param matched found one to one
/// @param similarity summed over the true tables, 0 for those that are missed
/// @param structure likewise, texts left out
/// @param captions true tables that have a caption
/// @param captionsRight of these, found with that caption
public record TableScores(
    int truths,
    int found,
    int matched,
    double similarity,
    double structure,
    int captions,
    int captionsRight) {
  public static final TableScores NONE = new TableScores(0, 0, 0, 0, 0, 0, 0);

  public TableScores plus(TableScores other) {
    return new TableScores(
        truths + other.truths,
        found + other.found,
        matched + other.matched,
        similarity + other.similarity,
        structure + other.structure,
        captions + other.captions,
        captionsRight + other.captionsRight);
  }

  public double precision() {
    return Scores.ratio(matched, found);
  }

  public double recall() {
    return Scores.ratio(matched, truths);
  }

  /// Tree edit distance similarity (TEDS).
  public double meanSimilarity() {
    return Scores.ratio(similarity, truths);
  }

  /// The same of structure alone (TEDS-S).
  public double meanStructure() {
    return Scores.ratio(structure, truths);
  }

  /// A captioned table that is missed counts as a wrong caption.
  public double captionAccuracy() {
    return Scores.ratio(captionsRight, captions);
  }
}
