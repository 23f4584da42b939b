package dev.pagestream.pageworker.table;

import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The text of a page, for those who look for tables in it: what looks like running text may be
/// cells. Immutable.
///
/// @param lines horizontal ones that belong to no picture
record TableText(PageText page, List<TextLine> lines) {
  private static final double BODY = 0.6;
  private static final double NUMBERS = 0.4;
  private static final double SAME_ROW_PT = 2;
  private static final int PARAGRAPH_ROWS = 3;
  private static final int CELLS = 3;

  TableText {
    lines = List.copyOf(lines);
  }

  /// Lines of captions and of what is surely running text.
  Set<TextLine> running() {
    Set<TextLine> running = new HashSet<>();
    page.fixed().stream()
        .filter(block -> !isTabular(block))
        .forEach(block -> running.addAll(block.lines()));
    return running;
  }

  /// Columns of a newspaper are no table, whatever rules stand between them.
  boolean isRunningText(List<TextRow> rows) {
    Set<TextLine> inRows = new HashSet<>();
    rows.forEach(row -> inRows.addAll(row.lines()));
    long running =
        page.blocks().stream()
            .filter(
                block -> page.isBody(block) && block.rows() >= PARAGRAPH_ROWS && !isTabular(block))
            .flatMap(block -> block.lines().stream())
            .filter(inRows::contains)
            .count();
    return running > BODY * inRows.size();
  }

  /// Running text, and the beginning of a caption: rows right below it look like more of it.
  boolean isFixed(TextLine line) {
    return page.tableCaptions().stream().anyMatch(caption -> caption.first().equals(line))
        || page.fixed().stream()
            .anyMatch(block -> page.isBody(block) && block.lines().contains(line));
  }

  /// Lines that have numbers beside them name rows.
  private boolean isOfLabels(TextBlock block) {
    if (!page.isBody(block)) {
      return false;
    }
    long labels =
        block.lines().stream()
            .filter(line -> lines.stream().anyMatch(other -> isNumberBeside(other, line)))
            .count();
    return labels >= BODY * block.lines().size();
  }

  private static boolean isNumberBeside(TextLine other, TextLine line) {
    return Math.abs(other.baselinePt() - line.baselinePt()) < SAME_ROW_PT
        && other.box().left() > line.box().right()
        && CellNumber.matches(other.words().getFirst().text());
  }

  /// Whether what looks like running text may well be cells.
  private boolean isTabular(TextBlock block) {
    return isRow(block) || isOfLabels(block) || isOfNumbers(block);
  }

  private static boolean isOfNumbers(TextBlock block) {
    List<Word> words = block.lines().stream().flatMap(line -> line.words().stream()).toList();
    return words.stream().filter(word -> CellNumber.matches(word.text())).count()
        >= NUMBERS * words.size();
  }

  /// A long row of a table looks like a line of running text, but for the gaps in it.
  private static boolean isRow(TextBlock block) {
    return TextRow.of(block.lines()).stream().allMatch(row -> row.segments().size() >= CELLS);
  }
}
