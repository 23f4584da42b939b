package dev.pagestream.pageworker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.document.page.PageBlock.Skip;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureFilterTest {
  private static final Optional<PictureRequest> FIVE_PERCENT =
      Optional.of(PictureRequest.above(0.05));

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
    assertThat(skip(new Box(0, 0, 1, 1), false, Optional.of(PictureRequest.above(0)))).isEmpty();
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
    assertThat(byClass(allowing("bar_chart")))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "its class is not known"));
    assertThat(byClass(denying(0, "bar_chart"))).isEmpty();
  }

  @Test
  void asksForNoClassWhenNoneIsNamed() {
    assertThat(byClass(PictureRequest.above(0.05))).isEmpty();
    assertThat(byClass(PictureRequest.above(0.05), score("logo", 0.9))).isEmpty();
  }

  @Test
  void deniesByTheBestClassOnlyWhenNoConfidenceIsAskedFor() {
    assertThat(byClass(denying(0, "logo"), score("photograph", 0.7), score("logo", 0.25)))
        .isEmpty();
    assertThat(byClass(denying(0, "logo"), score("logo", 0.83), score("icon", 0.1)))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "logo 0.83, denied"));
  }

  @Test
  void deniesByAnyClassAtTheConfidenceAskedForButNotByTraces() {
    assertThat(byClass(denying(0.3, "logo"), score("icon", 0.5), score("logo", 0.3)))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "logo 0.30, denied"));
    assertThat(byClass(denying(0.01, "logo"), score("icon", 0.8), score("logo", 0.1))).isEmpty();
  }

  @Test
  void describesOnlyAllowedClasses() {
    assertThat(byClass(allowing("bar_chart"), score("bar_chart", 0.4))).isEmpty();
    assertThat(byClass(allowing("bar_chart"), score("photograph", 0.71)))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "photograph 0.71, not among the allowed"));
  }

  @Test
  void deniesWhatIsAllowedToo() {
    PictureRequest both = new PictureRequest(0.05, Set.of("logo"), Set.of("logo"), 0);

    assertThat(byClass(both, score("logo", 0.9)))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "logo 0.90, denied"));
  }

  @Test
  void doesNotCountWhatIsLessCertainThanAskedFor() {
    PictureRequest certain = new PictureRequest(0.05, Set.of("logo"), Set.of(), 0.5);

    assertThat(byClass(certain, score("logo", 0.49)))
        .contains(new Skip(SkipReason.CLASS_FILTERED, "logo 0.49, less certain than 0.50"));
    assertThat(byClass(certain, score("logo", 0.5))).isEmpty();
    assertThat(byClass(denying(0.5, "logo"), score("logo", 0.49))).isEmpty();
  }

  private static PictureRequest allowing(String label) {
    return new PictureRequest(0.05, Set.of(label), Set.of(), 0);
  }

  private static PictureRequest denying(double minConfidence, String label) {
    return new PictureRequest(0.05, Set.of(), Set.of(label), minConfidence);
  }

  private static ClassScore score(String name, double confidence) {
    return new ClassScore(name, confidence);
  }

  private static Optional<Skip> byClass(PictureRequest request, ClassScore... classes) {
    return PictureFilter.skipByClass(request, List.of(classes));
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
