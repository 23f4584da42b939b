package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlowdownTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void takesAShareWithEachRefusalAndGivesItBackWithinAMinute() {
    Slowdown once = Slowdown.NONE.refused(START);
    assertThat(once.at(START)).isEqualTo(0.7);
    assertThat(once.at(START.plusSeconds(6))).isCloseTo(0.8, within(1e-9));
    assertThat(once.at(START.plusSeconds(60))).isEqualTo(1);

    Instant later = START.plusSeconds(6);
    assertThat(once.refused(later).at(later)).isCloseTo(0.56, within(1e-9));
  }

  @Test
  void countsRefusalsOfOneMomentOnce() {
    Slowdown once = Slowdown.NONE.refused(START);

    assertThat(once.refused(START.plusMillis(999))).isEqualTo(once);
  }

  @Test
  void neverStopsAltogether() {
    Slowdown slowdown = Slowdown.NONE;
    for (int second = 0; second < 100; second++) {
      slowdown = slowdown.refused(START.plusSeconds(second));
    }
    assertThat(slowdown.share()).isGreaterThanOrEqualTo(0.05).isLessThan(0.2);
  }
}
