package dev.pagestream.pageworker.evaluation;

import java.util.Locale;

/// How well pages were analysed; sums over pages, ratios over the sums. Immutable.
///
/// @param pages measured
/// @param truths pictures there are
/// @param found pictures found
/// @param strict found one to one
/// @param truthsTolerant true pictures found, panels and wholes counted too
/// @param foundTolerant found pictures that are true, panels and wholes counted too
/// @param captions true pictures that have a caption
/// @param captionsRight of these, found with that caption
/// @param labels pictures found whose class is known
/// @param labelsRight of these, with that class first
/// @param headings there are
/// @param headingsFound as headings
/// @param headingsRight of these, true ones
/// @param texts pages whose text is known
/// @param textSimilarity summed over these
/// @param tables how well they were found
public record Scores(
    int pages,
    int truths,
    int found,
    int strict,
    int truthsTolerant,
    int foundTolerant,
    int captions,
    int captionsRight,
    int labels,
    int labelsRight,
    int headings,
    int headingsFound,
    int headingsRight,
    int texts,
    double textSimilarity,
    TableScores tables) {
  public static final Scores NONE =
      new Scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, TableScores.NONE);

  public Scores plus(Scores other) {
    return new Scores(
        pages + other.pages,
        truths + other.truths,
        found + other.found,
        strict + other.strict,
        truthsTolerant + other.truthsTolerant,
        foundTolerant + other.foundTolerant,
        captions + other.captions,
        captionsRight + other.captionsRight,
        labels + other.labels,
        labelsRight + other.labelsRight,
        headings + other.headings,
        headingsFound + other.headingsFound,
        headingsRight + other.headingsRight,
        texts + other.texts,
        textSimilarity + other.textSimilarity,
        tables.plus(other.tables));
  }

  public double precision() {
    return ratio(foundTolerant, found);
  }

  public double recall() {
    return ratio(truthsTolerant, truths);
  }

  public double strictPrecision() {
    return ratio(strict, found);
  }

  public double strictRecall() {
    return ratio(strict, truths);
  }

  /// A captioned picture that is missed counts as a wrong caption.
  public double captionAccuracy() {
    return ratio(captionsRight, captions);
  }

  public double classAccuracy() {
    return ratio(labelsRight, labels);
  }

  /// Harmonic mean of precision and recall of headings, levels ignored.
  public double headingF1() {
    return ratio(2 * headingsRight, headings + headingsFound);
  }

  public double meanTextSimilarity() {
    return ratio(textSimilarity, texts);
  }

  /// Header of [#row].
  public static String header() {
    return String.format(
        Locale.ROOT,
        "%-32s %5s %8s %6s %6s %6s %6s %8s %7s %8s %6s | %6s %6s %6s %6s %6s %8s",
        "document",
        "pages",
        "pictures",
        "P",
        "R",
        "P 1:1",
        "R 1:1",
        "captions",
        "classes",
        "headings",
        "text",
        "tables",
        "P",
        "R",
        "TEDS",
        "TEDS-S",
        "captions");
  }

  /// One line of a table; `-` where there is nothing to measure.
  public String row(String name) {
    return String.format(
        Locale.ROOT,
        "%-32s %5d %8d %6s %6s %6s %6s %8s %7s %8s %6s | %6d %6s %6s %6s %6s %8s",
        name,
        pages,
        truths,
        share(precision(), found),
        share(recall(), truths),
        share(strictPrecision(), found),
        share(strictRecall(), truths),
        share(captionAccuracy(), captions),
        share(classAccuracy(), labels),
        share(headingF1(), headings + headingsFound),
        share(meanTextSimilarity(), texts),
        tables.truths(),
        share(tables.precision(), tables.found()),
        share(tables.recall(), tables.truths()),
        share(tables.meanSimilarity(), tables.truths()),
        share(tables.meanStructure(), tables.truths()),
        share(tables.captionAccuracy(), tables.captions()));
  }

  private static String share(double ratio, int of) {
    return of == 0 ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
  }

  /// 1 when there is nothing to do.
  static double ratio(double part, double whole) {
    return whole == 0 ? 1 : part / whole;
  }
}
