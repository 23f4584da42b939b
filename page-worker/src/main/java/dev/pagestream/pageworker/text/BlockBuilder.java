package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.LineJoin;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// Joins lines into blocks, from top to bottom. A line joins the open block it continues, or starts
/// one.
///
/// The numbers were tuned on papers, reports and manuals; distances are in em of the line.
public final class BlockBuilder {
  private static final double CLOSED_BELOW_EM = 2.5;
  private static final double ROW_GAP_EM = 1.0;
  private static final double ROW_SIZE_DIFFERENCE = 0.35;
  private static final double LEADING_EM = 1.58;
  private static final double WIDE_LEADING_EM = 2.1;
  private static final double STEADY_LEADING = 1.2;
  private static final double TIGHT_LEADING_EM = 1.3;
  private static final double SIZE_DIFFERENCE = 0.13;
  private static final double X_OVERLAP = 0.3;
  private static final double INDENT_EM = 0.7;
  private static final double LARGEST_INDENT_EM = 4;
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;。！？：；][\"'”’)」』）]?\\s*$");

  private final List<TextBlock> closed = new ArrayList<>();
  private final List<OpenBlock> open = new ArrayList<>();

  /// Of running text, in em; 0 where it is not wider than usual.
  private final double wideLeadingEm;

  private BlockBuilder(double wideLeadingEm) {
    this.wideLeadingEm = wideLeadingEm;
  }

  /// Blocks from top to bottom; each turned line is a block of its own.
  public static List<TextBlock> build(List<TextLine> lines) {
    IdentityHashMap<TextLine, ColumnBlocks.Place> columns = ColumnBlocks.columns(lines);
    if (columns.isEmpty()) {
      return CodeBlocks.join(join(lines));
    }
    List<TextLine> others = lines.stream().filter(line -> !columns.containsKey(line)).toList();
    List<TextBlock> blocks = new ArrayList<>(CodeBlocks.join(join(others)));
    blocks.addAll(ColumnBlocks.build(columns, BlockBuilder::join));
    blocks.sort(Comparator.comparingDouble(block -> block.box().top()));
    return blocks;
  }

  private static List<TextBlock> join(List<TextLine> lines) {
    List<TextLine> across =
        lines.stream()
            .filter(line -> !line.vertical())
            .sorted(
                Comparator.comparingDouble((TextLine line) -> line.box().top())
                    .thenComparingDouble(line -> line.box().left()))
            .toList();
    BlockBuilder builder = new BlockBuilder(WideLeading.of(across, LEADING_EM));
    across.forEach(builder::add);
    builder.open.forEach(block -> builder.closed.add(block.close()));
    lines.stream().filter(TextLine::vertical).map(TextBlock::of).forEach(builder.closed::add);
    builder.closed.sort(Comparator.comparingDouble(block -> block.box().top()));
    return builder.closed;
  }

  private void add(TextLine line) {
    closeAbove(line);
    int best = -1;
    double bestLeading = Double.MAX_VALUE;
    for (int i = 0; i < open.size(); i++) {
      if (sameRow(open.get(i), line)) {
        best = i;
        break;
      }
      double leading = line.baselinePt() - open.get(i).last().baselinePt();
      if (leading < bestLeading && nextRow(open.get(i), line, leading)) {
        best = i;
        bestLeading = leading;
      }
    }
    if (best < 0) {
      open.add(new OpenBlock(line));
    } else {
      open.get(best).add(line);
    }
  }

  private void closeAbove(TextLine line) {
    open.removeIf(block -> {
      boolean far =
          line.box().top() - block.last().box().bottom() > CLOSED_BELOW_EM * block.fontSizePt();
      if (far) {
        closed.add(block.close());
      }
      return far;
    });
  }

  /// A block that lines may still join.
  private static final class OpenBlock {
    private final List<TextLine> lines = new ArrayList<>();
    private final boolean inList;
    private Box box;

    OpenBlock(TextLine first) {
      lines.add(first);
      inList = Cues.marker(first.text()).isPresent();
      box = first.box();
    }

    void add(TextLine line) {
      lines.add(line);
      box = box.union(line.box());
    }

    TextLine last() {
      return lines.getLast();
    }

    /// Between its first two rows; 0 when it has one.
    double leading() {
      TextLine first = lines.getFirst();
      return lines.stream()
          .filter(line -> !TextBlock.onRow(first, line))
          .mapToDouble(line -> line.baselinePt() - first.baselinePt())
          .findFirst()
          .orElse(0);
    }

    double fontSizePt() {
      return lines.getFirst().fontSizePt();
    }

    TextBlock close() {
      return new TextBlock(lines);
    }
  }

  private static boolean sameRow(OpenBlock block, TextLine line) {
    TextLine last = block.last();
    double em = Math.max(last.fontSizePt(), line.fontSizePt());
    double gap = -Boxes.sharedX(last.box(), line.box());
    double smaller = Math.min(last.fontSizePt(), line.fontSizePt());
    return TextBlock.onRow(last, line)
        && gap < ROW_GAP_EM * smaller
        && Math.abs(last.fontSizePt() - line.fontSizePt()) < ROW_SIZE_DIFFERENCE * em;
  }

  private boolean nextRow(OpenBlock block, TextLine line, double leading) {
    TextLine last = block.last();
    double em = Math.max(last.fontSizePt(), line.fontSizePt());
    double narrower = Math.min(block.box.width(), line.box().width());
    return leading > 0
        && !TextBlock.onRow(last, line)
        && leading < widestLeading(block, line, em)
        && Math.abs(block.fontSizePt() - line.fontSizePt()) < SIZE_DIFFERENCE * em
        && Boxes.sharedX(block.box, line.box()) > X_OVERLAP * narrower
        && (last.bold() == line.bold() || block.lines.size() > 1 || leading < TIGHT_LEADING_EM * em)
        && !startsBlock(block, line);
  }

  /// Scripts without spaces are set with wide leading; then what the block has shown is the
  /// measure.
  private double widestLeading(OpenBlock block, TextLine line, double em) {
    String above = block.last().text();
    if (LineJoin.needsSpace(above.codePointBefore(above.length()), line.text().codePointAt(0))) {
      return wideLeadingEm > 0 && WideLeading.runsOn(block.last(), line)
          ? wideLeadingEm * em
          : LEADING_EM * em;
    }
    return block.leading() > 0
        ? Math.max(LEADING_EM * em, STEADY_LEADING * block.leading())
        : WIDE_LEADING_EM * em;
  }

  /// Captions and list items always start a block, and so does an indented line after the end of a
  /// sentence.
  private static boolean startsBlock(OpenBlock block, TextLine line) {
    if (Cues.caption(line.text()) || Cues.bullet(line.text())) {
      return true;
    }
    double indent =
        TextDirection.isRightToLeft(line.text())
            ? block.last().box().right() - line.box().right()
            : line.box().left() - block.last().box().left();
    boolean indented =
        indent > INDENT_EM * line.fontSizePt() && indent < LARGEST_INDENT_EM * line.fontSizePt();
    if ((block.inList || indented) && Cues.counter(line.text())) {
      return true;
    }
    return indented && !block.inList && SENTENCE_END.matcher(block.last().text()).find();
  }
}
