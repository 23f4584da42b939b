package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void letsOneSecondsWorthGoAtOnceAndTheRestEvenly() {
    TokenBucket bucket = TokenBucket.full(4, START);
    Instant now = START;
    int gone = 0;
    Instant end = START.plusSeconds(10);
    while (!now.isAfter(end)) {
      bucket = bucket.at(now, 4);
      if (bucket.readyAt(1).isAfter(now)) {
        now = bucket.readyAt(1);
      } else {
        bucket = bucket.take(1);
        gone++;
      }
    }
    assertThat(gone).isEqualTo(4 + 40);
  }

  @Test
  void letsOneGoAtLeastHoweverSlow() {
    TokenBucket bucket = TokenBucket.full(0.1, START);

    assertThat(bucket.readyAt(1)).isEqualTo(START);
    assertThat(bucket.take(1).readyAt(1)).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void letsALargeAmountGoWhenFullAndHasItPaidAfterwards() {
    TokenBucket bucket = TokenBucket.full(100, START);
    assertThat(bucket.readyAt(1000)).isEqualTo(START);

    TokenBucket inDebt = bucket.take(1000);

    assertThat(inDebt.readyAt(1)).isEqualTo(START.plus(Duration.ofMillis(9010)));
    assertThat(inDebt.readyAt(1000)).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void settlesWhatWasUsedOtherwise() {
    TokenBucket bucket = TokenBucket.full(100, START).take(100);

    assertThat(bucket.give(40).readyAt(40)).isEqualTo(START);
    assertThat(bucket.give(-50).readyAt(50)).isEqualTo(START.plusSeconds(1));
    assertThat(bucket.give(1_000_000).level()).isEqualTo(100);
  }

  @Test
  void changesItsRateFromNowOn() {
    TokenBucket bucket = TokenBucket.full(10, START).take(10);

    TokenBucket slower = bucket.at(START.plusMillis(500), 5);

    assertThat(slower.level()).isEqualTo(5);
    assertThat(slower.take(5).readyAt(5)).isEqualTo(START.plusMillis(1500));
  }

  @Test
  void isNotMisledByAClockThatGoesBack() {
    TokenBucket bucket = TokenBucket.full(10, START).take(10);

    assertThat(bucket.at(START.minusSeconds(5), 10)).isEqualTo(bucket);
  }

  @Test
  void namesTheValueThatMakesNoSense() {
    assertThatThrownBy(() -> TokenBucket.full(0, START)).hasMessageContaining("perSecond is 0.0");
  }
}
