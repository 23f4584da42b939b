package dev.pagestream.pageworker.text;

import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.TextLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What is usual on a page, so that the unusual can be told. Immutable.
///
/// @param bodyPt font size of most of the text
/// @param columnPt width of a line of body text
/// @param rightToLeft whether most of the text is read so
/// @param columns whether most of the text is written in columns from right to left
public record PageStatistics(double bodyPt, double columnPt, boolean rightToLeft, boolean columns) {
  private static final double DEFAULT_BODY_PT = 10;
  private static final double DEFAULT_COLUMN_SHARE = 0.4;
  private static final double COLUMN_PERCENTILE = 0.8;

  /// Below this a page has too little text to tell its body size: a title page is not body text.
  private static final int FEW_GLYPHS = 200;

  private static final int FEW_LINES = 3;
  private static final int FEW_SIGNS = 40;

  private static final double LARGEST_BODY_ON_SPARSE_PAGE_PT = 12;

  public static PageStatistics of(PageModel model) {
    double body = body(model.lines());
    return new PageStatistics(
        body, column(model, body), isRightToLeft(model.lines()), isInColumns(model.lines()));
  }

  private static boolean isInColumns(List<TextLine> lines) {
    return isMost(lines, TextLine::column);
  }

  private static boolean isRightToLeft(List<TextLine> lines) {
    return isMost(lines, line -> TextDirection.isRightToLeft(line.text()));
  }

  private static boolean isMost(List<TextLine> lines, Predicate<TextLine> condition) {
    long glyphs = lines.stream().filter(condition).mapToLong(line -> line.text().length()).sum();
    return 2 * glyphs > lines.stream().mapToLong(line -> line.text().length()).sum();
  }

  /// Mode of the size in half points, weighted by glyphs.
  private static double body(List<TextLine> lines) {
    Map<Long, Integer> glyphsBySize = new HashMap<>();
    int glyphs = 0;
    for (TextLine line : lines) {
      glyphsBySize.merge(Math.round(2 * line.fontSizePt()), line.text().length(), Integer::sum);
      glyphs += line.text().length();
    }
    double mode =
        glyphsBySize.entrySet().stream()
            .max(
                Map.Entry.<Long, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() / 2.0)
            .orElse(DEFAULT_BODY_PT);
    long usual = lines.stream().filter(line -> Math.abs(line.fontSizePt() - mode) < 0.3).count();
    return glyphs < FEW_GLYPHS && usual < FEW_LINES
        ? Math.min(mode, LARGEST_BODY_ON_SPARSE_PAGE_PT)
        : mode;
  }

  private static double column(PageModel model, double body) {
    double[] widths =
        model.lines().stream()
            .filter(line ->
                Math.abs(line.fontSizePt() - body) <= 0.1 * body && line.text().length() > 12)
            .mapToDouble(line -> line.box().width())
            .sorted()
            .toArray();
    return widths.length == 0
        ? DEFAULT_COLUMN_SHARE * model.widthPt()
        : widths[(int) (COLUMN_PERCENTILE * (widths.length - 1))];
  }

  /// Running text, as opposed to labels, headings and captions.
  public boolean isBody(TextBlock block) {
    if (block.beginsAsCaption()) {
      return false;
    }
    if (block.column()) {
      return block.glyphs() > FEW_SIGNS && block.fontSizePt() > 0.8 * bodyPt;
    }
    double widest = block.widestLinePt();
    boolean paragraph =
        block.lines().size() >= 3
            && widest > 0.55 * columnPt
            && block.glyphs() > 60
            && block.fontSizePt() > 0.8 * bodyPt
            && block.glyphs() > 18 * block.lines().size();
    boolean fullLine =
        widest > 0.8 * columnPt && block.glyphs() > 40 && block.fontSizePt() > 0.85 * bodyPt;
    return paragraph || fullLine;
  }
}
