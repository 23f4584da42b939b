package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventuallyTest {
  @Test
  void returnsAtTheFirstTimeTheAssertionHolds() {
    AtomicInteger tries = new AtomicInteger();

    Eventually.assertThat(
        Duration.ofSeconds(10), () -> assertThat(tries.incrementAndGet()).isEqualTo(3));

    assertThat(tries).hasValue(3);
  }

  @Test
  void throwsTheLastFailureAfterTheLimit() {
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(
            () -> Eventually.assertThat(Duration.ofMillis(50), () -> fail(tries.incrementAndGet())))
        .isInstanceOf(AssertionError.class)
        .hasMessage("try " + tries);
  }

  @Test
  void anyOtherExceptionEndsTheWaitAtOnce() {
    assertThatThrownBy(() ->
            Eventually.assertThat(
                Duration.ofDays(1),
                () -> {
                  throw new IOException("gone");
                }))
        .hasRootCauseMessage("gone");
  }

  private static void fail(int number) {
    throw new AssertionError("try " + number);
  }
}
