package dev.pagestream.pageworker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import org.junit.jupiter.api.Test;

class PixelGridTest {
  @Test
  void takesInThePixelsABoxTouchesInPart() {
    assertThat(PixelGrid.of(new Box(10.3, 20.3, 30.3, 40.3), 2, 1_000_000))
        .isEqualTo(new PixelGrid(20, 40, 41, 41, 2));
  }

  @Test
  void isExactWhereTheBoxIs() {
    assertThat(PixelGrid.of(new Box(10, 20, 110, 70), 2, 1_000_000))
        .isEqualTo(new PixelGrid(20, 40, 200, 100, 2));
  }

  @Test
  void lowersTheScaleUntilThePixelsFit() {
    PixelGrid grid = PixelGrid.of(new Box(0.3, 0.3, 14400.7, 14400.7), 2, 1_000_000);

    assertThat(grid.pixels()).isBetween(950_000L, 1_000_000L);
    assertThat(grid.scale()).isLessThan(0.07);
  }

  @Test
  void hasOnePixelAtLeast() {
    assertThat(PixelGrid.of(new Box(5, 5, 5, 5), 2, 100).pixels()).isEqualTo(1);
  }
}
