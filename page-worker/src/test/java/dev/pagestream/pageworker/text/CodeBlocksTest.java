package dev.pagestream.pageworker.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.model.Writing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeBlocksTest {
  private static final double LETTER_PT = 5;

  @Test
  void aListingKeepsItsLinesAndSpaces() {
    List<String> listing =
        List.of(
            "int sum = 0;",
            "for (int i = 0; i < days; i++) {",
            "    sum += level[i];   // by hand",
            "}",
            "return sum / days;");

    assertThat(texts(lines(listing, 0)))
        .containsExactly(TextKind.CODE + "\n" + String.join("\n", listing));
  }

  @Test
  void aFontWhoseLettersDifferIsNoListing() {
    List<String> prose =
        List.of(
            "The river rose again in the night and",
            "nobody had read the gauge for a week or",
            "so, which is why the level is missing");

    assertThat(texts(lines(prose, 0.4)))
        .allMatch(text -> text.startsWith(TextKind.PARAGRAPH.name()));
  }

  private static List<String> texts(List<TextLine> lines) {
    PageModel model = new PageModel(2, 600, 800, lines, List.of());
    TextKinds kinds = new TextKinds(model, PageStatistics.of(model));
    return BlockBuilder.build(lines).stream()
        .map(kinds::classify)
        .map((PageBlock.Text text) -> text.kind() + "\n" + text.text())
        .toList();
  }

  /// @param narrower how much narrower small letters without a belly are
  private static List<TextLine> lines(List<String> texts, double narrower) {
    List<TextLine> lines = new ArrayList<>();
    double baseline = 100;
    for (String text : texts) {
      List<Word> words = new ArrayList<>();
      double at = 72;
      int start = -1;
      double left = 0;
      for (int i = 0; i <= text.length(); i++) {
        boolean blank = i == text.length() || text.charAt(i) == ' ';
        if (blank && start >= 0) {
          words.add(new Word(text.substring(start, i), left, at));
          start = -1;
        } else if (!blank && start < 0) {
          start = i;
          left = at;
        }
        boolean narrow = i < text.length() && "ijlrt".indexOf(text.charAt(i)) >= 0;
        at += LETTER_PT * (narrow ? 1 - narrower : 1);
      }
      Box box =
          new Box(words.getFirst().left(), baseline - 6, words.getLast().right(), baseline + 2);
      lines.add(
          new TextLine(
              text.strip(), box, baseline, 8, false, Writing.ACROSS, true, Origin.PAGE, words));
      baseline += 11;
    }
    return lines;
  }
}
