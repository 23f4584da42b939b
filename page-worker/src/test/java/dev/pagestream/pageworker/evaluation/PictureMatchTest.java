package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureMatchTest {
  private static final Box WHOLE = new Box(0, 0, 200, 100);
  private static final Box LEFT = new Box(0, 0, 95, 100);
  private static final Box RIGHT = new Box(105, 0, 200, 100);
  private static final Box ELSEWHERE = new Box(300, 300, 400, 400);

  @Test
  void halfOfTheUnionIsEnough() {
    assertThat(PictureMatch.of(List.of(WHOLE), List.of(new Box(0, 0, 100, 100))).strict())
        .isEqualTo(1);
    assertThat(PictureMatch.of(List.of(WHOLE), List.of(new Box(0, 0, 99, 100))).strict()).isZero();
  }

  @Test
  void theBetterFitWins() {
    Box near = new Box(0, 0, 198, 100);
    Box far = new Box(0, 0, 150, 100);

    PictureMatch match = PictureMatch.of(List.of(WHOLE), List.of(far, near));

    assertThat(match).isEqualTo(new PictureMatch(List.of(1), 1, 1));
  }

  @Test
  void eachBoxHasOnePartner() {
    PictureMatch match = PictureMatch.of(List.of(WHOLE, WHOLE), List.of(WHOLE));

    assertThat(match.strict()).isEqualTo(1);
    assertThat(match.truthsTolerant()).isEqualTo(1);
    assertThat(match.foundTolerant()).isEqualTo(1);
  }

  @Test
  void panelsThatAreFoundApartCountAsTheirFigure() {
    PictureMatch match =
        PictureMatch.of(
            List.of(WHOLE),
            List.of(new Box(0, 0, 60, 100), new Box(70, 0, 130, 100), new Box(140, 0, 200, 100)));

    assertThat(match).isEqualTo(new PictureMatch(List.of(-1), 1, 3));
  }

  @Test
  void figureThatIsFoundAsOneCountsForItsPanels() {
    PictureMatch match = PictureMatch.of(List.of(LEFT, RIGHT), List.of(WHOLE));

    assertThat(match).isEqualTo(new PictureMatch(List.of(-1, -1), 2, 1));
  }

  @Test
  void onePartIsNotTheWhole() {
    Box third = new Box(0, 0, 60, 100);

    assertThat(PictureMatch.of(List.of(WHOLE), List.of(third)))
        .isEqualTo(new PictureMatch(List.of(-1), 0, 0));
    assertThat(PictureMatch.of(List.of(third), List.of(WHOLE)))
        .isEqualTo(new PictureMatch(List.of(-1), 0, 0));
  }

  @Test
  void partsThatCoverLittleAreNotTheWhole() {
    PictureMatch match =
        PictureMatch.of(List.of(WHOLE), List.of(new Box(0, 0, 40, 40), new Box(50, 0, 90, 40)));

    assertThat(match).isEqualTo(new PictureMatch(List.of(-1), 0, 0));
  }

  @Test
  void partsThatLieOutsideDoNotCount() {
    Box mostlyOutside = new Box(140, 0, 300, 100);

    PictureMatch match =
        PictureMatch.of(
            List.of(WHOLE),
            List.of(new Box(0, 0, 65, 100), new Box(70, 0, 135, 100), mostlyOutside));

    assertThat(match).isEqualTo(new PictureMatch(List.of(-1), 1, 2));
  }

  @Test
  void whatHasNoCounterpartStaysOpen() {
    assertThat(PictureMatch.of(List.of(WHOLE), List.of(ELSEWHERE, WHOLE)))
        .isEqualTo(new PictureMatch(List.of(1), 1, 1));
    assertThat(PictureMatch.of(List.of(), List.of(ELSEWHERE)))
        .isEqualTo(new PictureMatch(List.of(), 0, 0));
    assertThat(PictureMatch.of(List.of(ELSEWHERE), List.of()))
        .isEqualTo(new PictureMatch(List.of(-1), 0, 0));
  }
}
