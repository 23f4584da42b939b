package dev.pagestream.pageworker.text;

import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins what stands side by side in short pieces to a row, so that what is no table after all,
/// such as a form or the labels of an axis, reads row by row.
public final class CellRows {
  private static final int MIN_CELLS = 3;
  private static final int LONGEST_CELL = 40;
  private static final double SIZE_DIFFERENCE = 0.13;
  private static final double LARGEST_GAP_SHARE = 0.25;

  private CellRows() {}

  /// Blocks from top to bottom, rows joined.
  public static List<TextBlock> join(
      List<TextBlock> blocks, PageModel model, PageStatistics statistics) {
    List<TextBlock> cells =
        blocks.stream()
            .filter(block -> isCell(block, statistics))
            .sorted(Comparator.comparingDouble(block -> block.box().left()))
            .toList();
    List<List<TextBlock>> rows = new ArrayList<>();
    for (TextBlock cell : cells) {
      rows.stream()
          .filter(row -> continues(row.getLast(), cell, model))
          .findFirst()
          .ifPresentOrElse(row -> row.add(cell), () -> rows.add(new ArrayList<>(List.of(cell))));
    }
    rows.removeIf(row -> row.size() < MIN_CELLS);

    List<TextBlock> joined = new ArrayList<>(blocks);
    for (List<TextBlock> row : rows) {
      joined.removeAll(row);
      joined.add(new TextBlock(row.stream().map(TextBlock::first).toList()));
    }
    joined.sort(Comparator.comparingDouble(block -> block.box().top()));
    return joined;
  }

  static boolean isRow(TextBlock block) {
    return block.lines().size() >= MIN_CELLS && block.rows() == 1;
  }

  private static boolean isCell(TextBlock block, PageStatistics statistics) {
    return block.lines().size() == 1
        && !block.vertical()
        && block.glyphs() <= LONGEST_CELL
        && !statistics.isBody(block)
        && !block.beginsAsCaption();
  }

  private static boolean continues(TextBlock left, TextBlock right, PageModel model) {
    double em = Math.max(left.fontSizePt(), right.fontSizePt());
    double gap = -Boxes.sharedX(left.box(), right.box());
    return TextBlock.onRow(left.first(), right.first())
        && gap >= 0
        && gap <= LARGEST_GAP_SHARE * model.widthPt()
        && Math.abs(left.fontSizePt() - right.fontSizePt()) < SIZE_DIFFERENCE * em;
  }
}
