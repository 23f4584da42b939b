package dev.pagestream.pageworker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.Skip;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureFilterTest {
  private static final Optional<PictureRequest> FIVE_PERCENT =
      Optional.of(new PictureRequest(0.05, Set.of()));

  @Test
  void describesAPictureOfExactlyTheThreshold() {
    assertThat(skip(new Box(0, 0, 10, 5), false, FIVE_PERCENT)).isEmpty();
  }

  @Test
  void skipsAPictureBelowTheThresholdAndSaysHowSmallItIs() {
    assertThat(skip(new Box(0, 0, 4, 3), false, FIVE_PERCENT))
        .contains(new Skip(SkipReason.BELOW_AREA_THRESHOLD, "1.2 % of the page, threshold 5 %"));
  }

  @Test
  void describesEverythingAtThresholdZero() {
    assertThat(skip(new Box(0, 0, 1, 1), false, Optional.of(new PictureRequest(0, Set.of()))))
        .isEmpty();
  }

  /// As in docling, whose check needs a place on a page.
  @Test
  void describesAPictureWithoutAPlace() {
    assertThat(skip(Box.NOWHERE, false, FIVE_PERCENT)).isEmpty();
  }

  @Test
  void skipsBackgroundsWhateverTheirSize() {
    assertThat(skip(new Box(0, 0, 100, 10), true, FIVE_PERCENT))
        .contains(new Skip(SkipReason.PAGE_BACKGROUND, "100 % of the page, with text on it"));
  }

  @Test
  void skipsAllWhenNothingWasAskedFor() {
    assertThat(skip(new Box(0, 0, 100, 10), false, Optional.empty()))
        .contains(new Skip(SkipReason.NOT_REQUESTED, "descriptions were not asked for"));
  }

  @Test
  void skipsWhatHasNoClassWhenOnlySomeClassesAreAllowed() {
    assertThat(
            skip(
                new Box(0, 0, 100, 10),
                false,
                Optional.of(new PictureRequest(0.05, Set.of("bar_chart")))))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "its class is not known"));
  }

  /// On a page of 1000 square points.
  private static Optional<Skip> skip(
      Box box, boolean background, Optional<PictureRequest> request) {
    ArrangedPage.Picture picture =
        new ArrangedPage.Picture(
            0, box, background, Optional.empty(), List.of(), Optional.empty(), List.of());
    return PictureFilter.skip(new ArrangedPage(1, 100, 10, List.of(picture)), picture, request);
  }
}
