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
final class TableText {
  private static final double BODY = 0.6;
  private static final double NUMBERS = 0.4;
  private static final double SAME_ROW_PT = 2;
  private static final int PARAGRAPH_ROWS = 3;
  private static final int CELLS = 3;

  /// Lines that begin with a number.
  private final List<TextLine> numbers;

  private final Set<TextLine> fixed = new HashSet<>();
  private final Set<TextLine> running = new HashSet<>();
  private final Set<TextLine> paragraphs = new HashSet<>();

  /// @param lines horizontal ones that belong to no picture
  TableText(PageText page, List<TextLine> lines) {
    numbers =
        lines.stream().filter(line -> CellNumber.matches(line.words().getFirst().text())).toList();
    page.tableCaptions().forEach(caption -> fixed.add(caption.first()));
    for (TextBlock block : page.fixed()) {
      boolean body = page.isBody(block);
      if (body) {
        fixed.addAll(block.lines());
      }
      if (!isTabular(block, body)) {
        running.addAll(block.lines());
        if (body && block.rows() >= PARAGRAPH_ROWS) {
          paragraphs.addAll(block.lines());
        }
      }
    }
  }

  /// Whether a line is of a caption, or of what is surely running text.
  boolean isRunning(TextLine line) {
    return running.contains(line);
  }

  /// Columns of a newspaper are no table, whatever rules stand between them.
  boolean isRunningText(List<TextRow> rows) {
    Set<TextLine> inRows = new HashSet<>();
    rows.forEach(row -> inRows.addAll(row.lines()));
    long inParagraphs = inRows.stream().filter(paragraphs::contains).count();
    return inParagraphs > BODY * inRows.size();
  }

  /// Running text, and the beginning of a caption: rows right below it look like more of it.
  boolean isFixed(TextLine line) {
    return fixed.contains(line);
  }

  /// Lines that have numbers beside them name rows.
  private boolean isOfLabels(TextBlock block) {
    long labels =
        block.lines().stream()
            .filter(line -> numbers.stream().anyMatch(number -> isBeside(number, line)))
            .count();
    return labels >= BODY * block.lines().size();
  }

  private static boolean isBeside(TextLine number, TextLine line) {
    return Math.abs(number.baselinePt() - line.baselinePt()) < SAME_ROW_PT
        && number.box().left() > line.box().right();
  }

  /// Whether what looks like running text may well be cells.
  private boolean isTabular(TextBlock block, boolean body) {
    return isRow(block) || (body && isOfLabels(block)) || isOfNumbers(block);
  }

  private static boolean isOfNumbers(TextBlock block) {
    int words = 0;
    int numbers = 0;
    for (TextLine line : block.lines()) {
      for (Word word : line.words()) {
        words++;
        numbers += CellNumber.matches(word.text()) ? 1 : 0;
      }
    }
    return numbers >= NUMBERS * words;
  }

  /// A long row of a table looks like a line of running text, but for the gaps in it.
  private static boolean isRow(TextBlock block) {
    return TextRow.allHave(CELLS, block.lines());
  }
}
