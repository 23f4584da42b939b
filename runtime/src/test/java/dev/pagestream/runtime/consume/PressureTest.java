package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PressureTest {
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofHours(1);
  private static final WindowSettings SETTINGS =
      WindowSettings.of("t", "g", "g.0", 4).withLookAhead(100).withPutBackAfter(AFTER);

  private final Pressure pressure = new Pressure(SETTINGS);

  @Test
  void asksTheLowestQuarterToGoWhenTheReachIsUsedUp() {
    pressure.observe(1000, 1200, 1100, true);

    assertThat(pressure.asks(1000, 0, LONG)).isTrue();
    assertThat(pressure.asks(1024, 0, LONG)).isTrue();
    assertThat(pressure.asks(1025, 0, LONG)).isFalse();
  }

  @Test
  void asksBeforeNothingIsLeftToStart() {
    pressure.observe(0, 200, 74, true);
    assertThat(pressure.asks(0, 0, LONG)).isFalse();

    pressure.observe(0, 200, 75, true);
    assertThat(pressure.asks(0, 0, LONG)).isTrue();
  }

  @Test
  void asksNobodyWhenNothingWaitsBehind() {
    pressure.observe(0, 100, 100, true);

    assertThat(pressure.asks(0, 0, LONG)).isFalse();
  }

  @Test
  void asksAQuarterOfWhatIsHeldWhenBytesStopTheFetching() {
    pressure.observe(0, 40, 40, false);

    assertThat(pressure.asks(9, 0, LONG)).isTrue();
    assertThat(pressure.asks(10, 0, LONG)).isFalse();
  }

  @Test
  void asksNobodyWhileRecordsInMemoryCanStart() {
    pressure.observe(0, 40, 20, false);

    assertThat(pressure.asks(0, 0, LONG)).isFalse();
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToTwelveTimesTheFirstWait() {
    pressure.observe(0, 200, 100, true);
    int[] waits = {5, 10, 20, 40, 60, 60};
    for (int putBacks = 0; putBacks < waits.length; putBacks++) {
      Duration wait = Duration.ofSeconds(waits[putBacks]);
      assertThat(pressure.asks(0, putBacks, wait.minusMillis(1))).as("%d", putBacks).isFalse();
      assertThat(pressure.asks(0, putBacks, wait)).as("%d", putBacks).isTrue();
    }
    assertThat(pressure.asks(0, 999_999, Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void doesNotWaitForWhatOthersHaveEarned() {
    pressure.ended(Outcome.done());
    pressure.observe(0, 200, 100, true);
    assertThat(pressure.asks(0, 9, Duration.ZERO)).isTrue();

    pressure.ended(new Outcome.PutBack("closed"));
    pressure.observe(0, 200, 100, true);
    assertThat(pressure.asks(0, 9, Duration.ZERO)).isFalse();
  }

  @Test
  void savesNoMoreThanOneLookAhead() {
    for (int i = 0; i < 1000; i++) {
      pressure.ended(Outcome.done());
    }
    for (int i = 0; i < 100; i++) {
      pressure.ended(new Outcome.PutBack("closed"));
    }
    pressure.observe(0, 200, 100, true);

    assertThat(pressure.asks(0, 9, Duration.ZERO)).isFalse();
  }

  @Test
  void neverAsksWhereOrderOrDeathsCount() {
    for (WindowSettings settings :
        new WindowSettings[] {
          SETTINGS.withOrdering(Ordering.BY_KEY), SETTINGS.withStartMarks(true)
        }) {
      Pressure none = new Pressure(settings);
      none.observe(0, 200, 100, true);

      assertThat(none.asks(0, 0, LONG)).isFalse();
    }
  }

  @Test
  void asksNobodyOnceThePartitionLeaves() {
    pressure.observe(0, 200, 100, true);

    pressure.end();

    assertThat(pressure.asks(0, 0, LONG)).isFalse();
  }
}
