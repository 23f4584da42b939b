package dev.pagestream.pageworker.text;

import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tells listings, which are set in a font whose letters are all as wide as one another, and puts
/// their lines together again.
public final class CodeBlocks {
  private static final double SAME_WIDTH = 0.03;
  private static final int FEWEST_WORDS = 6;
  private static final int FEWEST_LETTERS = 30;
  private static final int FEWEST_LINES = 2;
  private static final double NEXT_LINE_EM = 2.2;
  private static final int LONGEST_GAP = 80;

  private CodeBlocks() {}

  /// Blocks from top to bottom, those of one listing joined.
  static List<TextBlock> join(List<TextBlock> blocks) {
    List<TextBlock> joined = new ArrayList<>();
    for (TextBlock block : blocks) {
      int at = joined.size() - 1;
      while (at >= 0 && !goesOn(joined.get(at), block)) {
        at--;
      }
      if (at >= 0) {
        List<TextLine> lines = together(joined.get(at), block);
        lines.sort(
            Comparator.comparingDouble(TextLine::baselinePt)
                .thenComparingDouble(line -> line.box().left()));
        joined.set(at, new TextBlock(lines));
      } else {
        joined.add(block);
      }
    }
    return joined;
  }

  private static boolean goesOn(TextBlock above, TextBlock block) {
    double em = above.fontSizePt();
    return !block.vertical()
        && !above.vertical()
        && Math.abs(em - block.fontSizePt()) < 0.5
        && block.first().baselinePt() - above.last().baselinePt() < NEXT_LINE_EM * em
        && Boxes.gapX(above.box(), block.box()) < em
        && areOneWidth(above.lines())
        && areOneWidth(together(above, block));
  }

  private static List<TextLine> together(TextBlock above, TextBlock block) {
    List<TextLine> lines = new ArrayList<>(above.lines());
    lines.addAll(block.lines());
    return lines;
  }

  static boolean isCode(TextBlock block) {
    return !block.vertical() && block.rows() >= FEWEST_LINES && areOneWidth(block.lines());
  }

  /// Whether all letters are as wide as one another, as far as that can be told from words.
  public static boolean areOneWidth(List<TextLine> lines) {
    double least = Double.MAX_VALUE;
    double most = 0;
    int words = 0;
    int letters = 0;
    for (TextLine line : lines) {
      for (Word word : line.words()) {
        int length = word.text().codePointCount(0, word.text().length());
        if (length >= 2 && hasLetter(word.text())) {
          double width = word.width() / length / line.fontSizePt();
          least = Math.min(least, width);
          most = Math.max(most, width);
          if (most - least >= SAME_WIDTH * most) {
            return false; // More words make the difference no smaller.
          }
          words++;
          letters += length;
        }
      }
    }
    return words >= FEWEST_WORDS && letters >= FEWEST_LETTERS;
  }

  private static boolean hasLetter(String text) {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      if (Character.isLetter(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// Lines as they are set, with their spaces.
  static String text(TextBlock block) {
    double letter = letterPt(block);
    StringBuilder text = new StringBuilder();
    double baseline = Double.NaN;
    double end = block.box().left();
    for (TextLine line : block.lines()) {
      boolean sameRow = Math.abs(line.baselinePt() - baseline) < line.fontSizePt() / 2;
      if (!text.isEmpty() && !sameRow) {
        text.append('\n');
        end = block.box().left();
      }
      for (Word word : line.words()) {
        long spaces = Math.round((word.left() - end) / letter);
        text.repeat(' ', Math.clamp(spaces, 0, LONGEST_GAP)).append(word.text());
        end = word.right();
      }
      baseline = line.baselinePt();
    }
    return text.toString().stripTrailing();
  }

  private static double letterPt(TextBlock block) {
    return block.lines().stream()
        .flatMap(line -> line.words().stream())
        .filter(word -> word.text().length() >= 2)
        .mapToDouble(word -> word.width() / word.text().codePointCount(0, word.text().length()))
        .average()
        .orElse(block.fontSizePt() / 2);
  }
}
