package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The text of a page as blocks, for those who look for what is not text. Immutable.
public final class PageText {
  private static final double SET_WIDTH = 0.55;
  private static final double SET_SIZE = 0.8;
  private static final int SET_LINES = 3;
  private static final double OUTSIDE = 0.3;
  private static final int RUNNING_LINES = 8;

  private final List<TextLine> lines;
  private final List<TextBlock> blocks;
  private final PageStatistics statistics;
  private final List<TextBlock> fixed;
  private final List<TextBlock> figureCaptions;
  private final List<TextBlock> tableCaptions;
  private final Set<TextBlock> body = new HashSet<>();
  private final Set<TextBlock> captions = new HashSet<>();

  private PageText(List<TextLine> lines, List<TextBlock> blocks, PageStatistics statistics) {
    this.lines = lines;
    this.blocks = blocks;
    this.statistics = statistics;
    for (TextBlock block : blocks) {
      if (TextKinds.isCaption(block)) {
        captions.add(block);
      } else if ((!block.vertical() || block.column()) && statistics.isBody(block)) {
        body.add(block);
      }
    }
    fixed = blocks.stream().filter(this::isFixed).toList();
    figureCaptions = captions(Cues::figureCaption);
    tableCaptions = captions(Cues::tableCaption);
  }

  private List<TextBlock> captions(Predicate<String> cue) {
    return fixed.stream()
        .filter(block -> captions.contains(block) && cue.test(block.first().text()))
        .toList();
  }

  public static PageText of(PageModel model) {
    List<TextLine> visible = model.lines().stream().filter(TextLine::visible).toList();
    return new PageText(visible, BlockBuilder.build(visible), PageStatistics.of(model));
  }

  /// From top to bottom.
  public List<TextBlock> blocks() {
    return blocks;
  }

  /// The blocks that some lines of the page make, from top to bottom.
  public List<TextBlock> blocksOf(List<TextLine> some) {
    return some.equals(lines) ? blocks : BlockBuilder.build(some);
  }

  public PageStatistics statistics() {
    return statistics;
  }

  /// Whether it is running text.
  public boolean isBody(TextBlock block) {
    return body.contains(block);
  }

  /// Whether it stands on its own beside pictures: running text, or the caption of something.
  public boolean isFixed(TextBlock block) {
    return body.contains(block) || captions.contains(block);
  }

  /// Whether there is text to read, beyond a title.
  public boolean isRunning() {
    return !body.isEmpty() || lines.size() >= RUNNING_LINES;
  }

  /// What stands on its own, from top to bottom.
  public List<TextBlock> fixed() {
    return fixed;
  }

  /// Whether text that stands on its own lies between two boxes, most of it in neither.
  ///
  /// @param share of such a text that lies in both boxes' union, above which it is between
  public boolean separates(Box a, Box b, double share) {
    Box both = a.union(b);
    for (TextBlock text : fixed) {
      Box block = text.box();
      if (Boxes.inside(block, both) > share
          && Boxes.inside(block, a) < OUTSIDE
          && Boxes.inside(block, b) < OUTSIDE) {
        return true;
      }
    }
    return false;
  }

  /// Captions of figures, from top to bottom.
  public List<TextBlock> figureCaptions() {
    return figureCaptions;
  }

  /// Captions of tables, from top to bottom.
  public List<TextBlock> tableCaptions() {
    return tableCaptions;
  }

  /// Horizontal lines that lie in a box, but for the tolerance.
  public List<TextLine> linesIn(Box box, double tolerancePt) {
    return lines.stream()
        .filter(line -> !line.vertical() && Boxes.holds(box, line.box(), tolerancePt))
        .toList();
  }

  /// Whether a box is what text is set in: several lines run over most of its width.
  public boolean isSetIn(Box box) {
    return linesIn(box, 2).stream()
            .filter(line ->
                line.box().width() > SET_WIDTH * box.width()
                    && line.fontSizePt() > SET_SIZE * statistics.bodyPt())
            .count()
        >= SET_LINES;
  }

  /// How much of a box lines of text cover, 0 to 1.
  public double cover(Box box) {
    double area = box.area();
    if (area == 0) {
      return 0;
    }
    double covered = 0;
    for (TextLine line : lines) {
      covered += line.box().intersect(box).area();
    }
    return covered / area;
  }

  /// How much of a box running text and captions cover, 0 to 1.
  public double fixedCover(Box box) {
    double area = box.area();
    return area == 0
        ? 0
        : fixed.stream().mapToDouble(block -> block.box().intersect(box).area()).sum() / area;
  }
}
