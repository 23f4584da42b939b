package dev.pagestream.runtime.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential back-off with full jitter: a wait between zero and `min(cap, base * 2^retry)`,
/// evenly spread, so that callers that failed together do not come back together. Immutable; the
/// caller sleeps.
///
/// @param base upper bound of the first wait, positive
/// @param cap upper bound of every wait, at least `base`
public record Backoff(Duration base, Duration cap) {
  private static final int MAX_DOUBLINGS = 40;

  public Backoff {
    if (!base.isPositive()) {
      throw new IllegalArgumentException("base is " + base + ", must be positive");
    }
    if (cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("cap is " + cap + ", must be at least base " + base);
    }
  }

  /// The wait before the next try.
  ///
  /// @param retry how many waits came before this one; 0 for the first
  public Duration delay(int retry, RandomGenerator random) {
    return Duration.ofNanos((long) (random.nextDouble() * bound(retry).toNanos()));
  }

  /// The same, but never shorter than what the server asked for (`Retry-After`), which the cap does
  /// not shorten. The jitter comes on top, so that callers told the same moment still come back one
  /// by one.
  public Duration delay(int retry, Duration floor, RandomGenerator random) {
    Duration jittered = delay(retry, random);
    return floor.isPositive() ? floor.plus(jittered) : jittered;
  }

  private Duration bound(int retry) {
    if (retry < 0) {
      throw new IllegalArgumentException("retry is " + retry + ", must not be negative");
    }
    double nanos = (double) base.toNanos() * (1L << Math.min(retry, MAX_DOUBLINGS));
    return nanos >= cap.toNanos() ? cap : Duration.ofNanos((long) nanos);
  }
}
