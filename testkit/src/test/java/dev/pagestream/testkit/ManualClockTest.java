package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ManualClockTest {
  @Test
  void movesOnlyWhenToldAndNeverBack() {
    ManualClock clock = new ManualClock();
    Instant start = clock.instant();

    clock.advance(Duration.ofSeconds(3));

    assertThat(clock.instant()).isEqualTo(start.plusSeconds(3));
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
