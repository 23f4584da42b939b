package dev.pagestream.pageworker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final Box BOX = new Box(0, 0, 10, 10);

  @Test
  void areTheHeadingAndTheTextBetweenItAndTheNext() {
    ArrangedPage.Picture picture = picture(5);
    Surroundings around =
        Surroundings.of(
            page(
                text(TextKind.HEADING, "1 Rain"),
                text(TextKind.PARAGRAPH, "It rained."),
                text(TextKind.HEADING, "2 Levels"),
                text(TextKind.PARAGRAPH, "The river rose."),
                picture,
                text(TextKind.CAPTION, "Figure 1"),
                text(TextKind.PARAGRAPH, "Then it fell."),
                text(TextKind.HEADING, "3 Outlook"),
                text(TextKind.PARAGRAPH, "Nobody knows.")),
            picture);

    assertThat(around)
        .isEqualTo(
            new Surroundings(
                Optional.of("2 Levels"),
                Optional.of("The river rose."),
                Optional.of("Then it fell.")));
  }

  @Test
  void areBounded() {
    ArrangedPage.Picture picture = picture(9);
    Surroundings around =
        Surroundings.of(
            page(
                text(TextKind.PARAGRAPH, "a".repeat(900) + "b".repeat(100)),
                picture,
                text(TextKind.PARAGRAPH, "c".repeat(1000))),
            picture);

    assertThat(around.heading()).isEmpty();
    assertThat(around.before().orElseThrow()).hasSize(500).endsWith("b".repeat(100));
    assertThat(around.after().orElseThrow()).hasSize(500);
  }

  private static ArrangedPage page(ArrangedPage.Item... items) {
    return new ArrangedPage(1, 100, 100, List.of(items));
  }

  private static ArrangedPage.Text text(TextKind kind, String words) {
    return new ArrangedPage.Text(new PageBlock.Text(kind, words, BOX, 1, 10, ""));
  }

  private static ArrangedPage.Picture picture(int caption) {
    return new ArrangedPage.Picture(
        0, BOX, false, Optional.of(caption), List.of(), Optional.empty(), List.of());
  }
}
