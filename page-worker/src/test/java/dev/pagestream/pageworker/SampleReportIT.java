package dev.pagestream.pageworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.PageLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The committed samples, read as a whole.
class SampleReportIT {
  private static final double THRESHOLD = 0.05;

  @Test
  void readsTitleHeadingsAndListsOfTheShortReport() throws Exception {
    List<ArrangedPage> pages = read("report.pdf", 4);

    assertThat(texts(pages, TextKind.TITLE).map(PageBlock.Text::text))
        .containsExactly("River Aske Monitoring Report 2025");
    assertThat(texts(pages, TextKind.HEADING).map(text -> text.level() + " " + text.text()))
        .containsExactly(
            "2 Aske Valley Water Association, Aldham, January 2026",
            "1 Summary",
            "1 1 The network",
            "2 1.1 Changes in 2025",
            "1 2 Water level",
            "2 2.1 The flood of March",
            "2 2.2 Warning times",
            "2 2.3 The rest of the year",
            "1 3 Water quality",
            "2 3.1 The gauge house",
            "1 4 Flow over the year",
            "1 5 Plans for 2026",
            "2 Thanks");
    assertThat(texts(pages, TextKind.LIST_ITEM).map(PageBlock.Text::marker))
        .containsExactly("•", "•", "•", "1.", "2.", "3.", "4.");
    assertThat(texts(pages, TextKind.PAGE_FOOTER).map(PageBlock.Text::text))
        .containsExactly("Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4");
  }

  @Test
  void findsFourCaptionedFiguresAndTheLogoOnEveryPageOfTheShortReport() throws Exception {
    List<ArrangedPage> pages = read("report.pdf", 4);

    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.pictures().filter(picture -> share(page, picture) < THRESHOLD))
                .hasSize(1));
    assertThat(figureCaptions(pages))
        .extracting(caption -> caption.substring(0, caption.indexOf(':')))
        .containsExactly("Figure 1", "Figure 2", "Figure 3", "Figure 4");
  }

  @Test
  void givesEveryFigureOfTheLogbookItsOwnCaption() throws Exception {
    List<String> captions = figureCaptions(read("long-report.pdf", 200));

    assertThat(captions).hasSize(48);
    for (int i = 0; i < captions.size(); i++) {
      assertThat(captions.get(i)).startsWith("Figure " + (i + 1) + ": ");
    }
  }

  private static List<String> figureCaptions(List<ArrangedPage> pages) {
    return pages.stream()
        .flatMap(page ->
            page.pictures()
                .filter(picture -> share(page, picture) >= THRESHOLD)
                .map(picture -> page.captionOf(picture).orElse("no caption")))
        .toList();
  }

  private static double share(ArrangedPage page, ArrangedPage.Picture picture) {
    return picture.box().area() / (page.widthPt() * page.heightPt());
  }

  private static Stream<PageBlock.Text> texts(List<ArrangedPage> pages, TextKind kind) {
    return pages.stream()
        .flatMap(page -> page.items().stream())
        .filter(ArrangedPage.Text.class::isInstance)
        .map(item -> ((ArrangedPage.Text) item).block())
        .filter(text -> text.kind() == kind);
  }

  private static List<ArrangedPage> read(String name, int pages) throws Exception {
    PageLayout layout = new PageLayout(new FigureFinder());
    List<ArrangedPage> arranged = new ArrayList<>();
    try (PdfPageSource source =
        PdfPageSource.open(Path.of("..", "samples", name), PageLimits.DEFAULT)) {
      for (int page = 1; page <= pages; page++) {
        arranged.add(layout.arrange(source.read(page)));
      }
    }
    return arranged;
  }
}
