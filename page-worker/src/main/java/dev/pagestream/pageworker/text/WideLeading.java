package dev.pagestream.pageworker.text;

import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far apart lines of running text stand on a page where that is farther than usual: double
/// spacing, and scripts with tall letters. Told by lines that reach to the end of the line below:
/// rows of a form or of a table of contents do not run on.
final class WideLeading {
  private static final double NEAREST_EM = 0.6;
  private static final double FARTHEST_EM = 2.8;
  private static final double SAME_SIZE = 0.05;
  private static final double FULL = 0.75;
  private static final int FEW_GLYPHS = 30;
  private static final int LEAST_LINES = 3;
  private static final int BINS_PER_EM = 10;

  private WideLeading() {}

  /// @param lines across, from top to bottom
  /// @param usualEm what text has without this
  /// @return em from baseline to baseline; 0 when the page has no wider text
  static double of(List<TextLine> lines, double usualEm) {
    Map<Long, Integer> counts = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      TextLine upper = lines.get(i);
      for (int j = i + 1; j < lines.size(); j++) {
        double leadingEm = (lines.get(j).baselinePt() - upper.baselinePt()) / upper.fontSizePt();
        if (leadingEm > FARTHEST_EM) {
          break;
        }
        if (leadingEm > NEAREST_EM && Boxes.sharedX(upper.box(), lines.get(j).box()) > 0) {
          if (runsOn(upper, lines.get(j))) {
            counts.merge(Math.round(BINS_PER_EM * leadingEm), 1, Integer::sum);
          }
          break;
        }
      }
    }
    long mode = 0;
    int most = 0;
    for (Map.Entry<Long, Integer> bin : counts.entrySet()) {
      if (bin.getValue() > most) {
        mode = bin.getKey();
        most = bin.getValue();
      }
    }
    double leadingEm = (mode + 1.0) / BINS_PER_EM;
    return most >= LEAST_LINES && leadingEm > usualEm ? leadingEm : 0;
  }

  /// Whether running text may go on in the lower line.
  static boolean runsOn(TextLine upper, TextLine lower) {
    String text = upper.text();
    return text.length() >= FEW_GLYPHS
        && !Character.isDigit(text.charAt(text.length() - 1))
        && upper.box().width() >= FULL * lower.box().width()
        && Math.abs(upper.fontSizePt() - lower.fontSizePt()) <= SAME_SIZE * upper.fontSizePt();
  }
}
