package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.skippedPicture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Hashes;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageArtTest {
  private static final Box PAGE = new Box(0, 0, 612, 792);

  @Test
  void theSamePixelsInTheSamePlaceOfManyPagesDecorate() {
    assertThat(layers(3, number -> page(number, picture(0, "logo"), picture(1, "p-" + number))))
        .containsExactly(
            ContentLayer.FURNITURE,
            ContentLayer.BODY,
            ContentLayer.FURNITURE,
            ContentLayer.BODY,
            ContentLayer.FURNITURE,
            ContentLayer.BODY);
  }

  @Test
  void twiceOrOnFewOfManyPagesIsNotOften() {
    assertThat(layers(2, number -> page(number, picture(0, "logo"))))
        .containsOnly(ContentLayer.BODY);
    assertThat(layers(16, number -> page(number, picture(0, number < 4 ? "logo" : "p-" + number))))
        .containsOnly(ContentLayer.BODY);
  }

  @Test
  void whatHasACaptionOrStandsElsewhereIsContent() {
    assertThat(
            layers(
                3,
                number ->
                    page(
                        number,
                        picture(0, "same", Optional.of(1)),
                        text(TextKind.CAPTION, "Figure " + number))))
        .containsOnly(ContentLayer.BODY);
    assertThat(
            layers(
                3,
                number -> page(number, cropped("same", new Box(72, 92 + 50 * number, 300, 400)))))
        .containsOnly(ContentLayer.BODY);
  }

  @Test
  void artThatFillsItsPagesLiesBehindThem() {
    assertThat(layers(3, number -> page(number, cropped("paper", PAGE))))
        .containsOnly(ContentLayer.BACKGROUND);
  }

  @Test
  void scansFillTheirPagesAndAreContent() {
    assertThat(layers(3, number -> page(number, cropped("scan-" + number, PAGE))))
        .containsOnly(ContentLayer.BODY);
    assertThat(layers(3, number -> page(number, unseen(PAGE, SkipReason.NOT_REQUESTED))))
        .containsOnly(ContentLayer.BODY);
  }

  @Test
  void whatWasTooSmallToLookAtIsToldByItsPlace() {
    assertThat(
            layers(
                3,
                number ->
                    page(number, skippedPicture(0, SkipReason.BELOW_AREA_THRESHOLD, "0.1 %"))))
        .containsOnly(ContentLayer.FURNITURE);
  }

  @Test
  void whatThePageTookForItsBackgroundIsOne() {
    assertThat(layers(1, number -> page(number, unseen(PAGE, SkipReason.PAGE_BACKGROUND))))
        .containsExactly(ContentLayer.BACKGROUND);
  }

  private static PageBlock.Picture cropped(String pixels, Box box) {
    return new PageBlock.Picture(
        0,
        box,
        Optional.empty(),
        Optional.of(new PageBlock.Crop(0, 1, "image/png", 10, 10, Hashes.sha256(pixels))),
        Optional.of(pixels),
        Optional.empty(),
        List.of());
  }

  private static PageBlock.Picture unseen(Box box, SkipReason reason) {
    return new PageBlock.Picture(
        0,
        box,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new PageBlock.Skip(reason, "")),
        List.of());
  }

  private static List<ContentLayer> layers(int pages, IntFunction<PageResult> page) {
    return assembled(
            Map.of(), IntStream.rangeClosed(1, pages).mapToObj(page).toArray(PageResult[]::new))
        .document()
        .pictures()
        .stream()
        .map(PictureItem::contentLayer)
        .toList();
  }
}
