package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /// As close to 1 as a double below 1 gets.
  private static final RandomGenerator HIGHEST = () -> -1L;

  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  @Test
  void boundDoublesUpToTheCap() {
    assertThat(backoff.delay(0, HIGHEST)).isCloseTo(Duration.ofMillis(200), Duration.ofMillis(1));
    assertThat(backoff.delay(1, HIGHEST)).isCloseTo(Duration.ofMillis(400), Duration.ofMillis(1));
    assertThat(backoff.delay(5, HIGHEST)).isCloseTo(Duration.ofMillis(6_400), Duration.ofMillis(1));
    assertThat(backoff.delay(6, HIGHEST)).isCloseTo(Duration.ofSeconds(10), Duration.ofMillis(1));
    assertThat(backoff.delay(Integer.MAX_VALUE, HIGHEST))
        .isCloseTo(Duration.ofSeconds(10), Duration.ofMillis(1));
  }

  @Test
  void jitterSpreadsOverTheWholeRange() {
    Random random = new Random(7);

    List<Long> millis =
        IntStream.range(0, 1_000).mapToObj(_ -> backoff.delay(3, random).toMillis()).toList();

    assertThat(millis).allMatch(delay -> delay >= 0 && delay < 1_600);
    assertThat(millis).anyMatch(delay -> delay < 100).anyMatch(delay -> delay > 1_500);
  }

  @Test
  void neverComesBackBeforeTheServerAsked() {
    Duration retryAfter = Duration.ofSeconds(30);

    assertThat(backoff.delay(0, retryAfter, () -> 0L)).isEqualTo(retryAfter);
    assertThat(backoff.delay(0, retryAfter, HIGHEST))
        .isBetween(retryAfter, retryAfter.plusMillis(200));
    assertThat(backoff.delay(0, Duration.ZERO, HIGHEST)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void namesTheValueThatMakesNoSense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("base is PT0S");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("cap is PT1S");
    assertThatThrownBy(() -> backoff.delay(-1, HIGHEST)).hasMessageContaining("retry is -1");
  }
}
