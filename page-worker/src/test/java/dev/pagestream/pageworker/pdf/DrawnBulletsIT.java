package dev.pagestream.pageworker.pdf;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists as browsers print them: discs are paths, items are text.
class DrawnBulletsIT {
  private static final float KAPPA = 0.5523f;

  @TempDir Path directory;

  @Test
  void linesWithADrawnBulletAreItems() throws Exception {
    List<PageBlock.Text> texts =
        texts(
            new PdfFixture()
                .page((document, page, content) -> {
                  text(content, REGULAR, 9, 60, 720, "The sensor has these properties:");
                  String[] items = {"Range to 40 l/min", "Output to 20 mA", "Steel housing"};
                  for (int i = 0; i < items.length; i++) {
                    disc(content, 78, 703 - 13 * i, 1.6f, Color.BLACK);
                    text(content, REGULAR, 9, 90, 700 - 13 * i, items[i]);
                  }
                  text(content, REGULAR, 9, 90, 661, "that does not rust.");
                }));

    assertThat(texts).hasSize(4);
    assertThat(texts.subList(1, 4))
        .extracting(PageBlock.Text::kind)
        .containsOnly(TextKind.LIST_ITEM);
    assertThat(texts.subList(1, 4)).extracting(PageBlock.Text::marker).containsOnly("•");
    assertThat(texts)
        .extracting(PageBlock.Text::text)
        .containsExactly(
            "The sensor has these properties:",
            "Range to 40 l/min",
            "Output to 20 mA",
            "Steel housing that does not rust.");
  }

  /// Each with a colour of its own.
  @Test
  void theMarksOfALegendAreNone() throws Exception {
    List<PageBlock.Text> texts =
        texts(
            new PdfFixture()
                .page((document, page, content) -> {
                  disc(content, 78, 703, 1.6f, Color.BLUE);
                  text(content, REGULAR, 9, 90, 700, "Rainfall");
                  disc(content, 78, 690, 1.6f, Color.ORANGE);
                  text(content, REGULAR, 9, 90, 687, "Runoff");
                }));

    assertThat(texts).extracting(PageBlock.Text::kind).doesNotContain(TextKind.LIST_ITEM);
  }

  private List<PageBlock.Text> texts(PdfFixture fixture) throws Exception {
    Path file = fixture.save(directory.resolve("list.pdf"));
    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      return new PageLayout(new FigureFinder())
          .arrange(source.read(1)).items().stream()
              .filter(ArrangedPage.Text.class::isInstance)
              .map(item -> ((ArrangedPage.Text) item).block())
              .toList();
    }
  }

  private static void disc(
      PDPageContentStream content, float x, float y, float radius, Color colour)
      throws IOException {
    float k = KAPPA * radius;
    content.setNonStrokingColor(colour);
    content.moveTo(x + radius, y);
    content.curveTo(x + radius, y + k, x + k, y + radius, x, y + radius);
    content.curveTo(x - k, y + radius, x - radius, y + k, x - radius, y);
    content.curveTo(x - radius, y - k, x - k, y - radius, x, y - radius);
    content.curveTo(x + k, y - radius, x + radius, y - k, x + radius, y);
    content.fill();
    content.setNonStrokingColor(Color.BLACK);
  }
}
