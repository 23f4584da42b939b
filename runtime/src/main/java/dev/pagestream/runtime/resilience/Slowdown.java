package dev.pagestream.runtime.resilience;

import java.time.Duration;
import java.time.Instant;

/// What is left of a rate after the server said that it was too much: less with each refusal, all
/// of it again within a minute. Immutable; time is an argument.
///
/// @param share of the rate at `since`, 0.1 to 1
/// @param since when it was last changed
public record Slowdown(double share, Instant since) {
  public static final Slowdown NONE = new Slowdown(1, Instant.EPOCH);

  private static final double AFTER_REFUSAL = 0.7;
  private static final double LEAST = 0.1;
  private static final double RECOVERY_SECONDS = 60;

  /// Refusals of calls that were under way together count once.
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  /// The share of the rate to keep to.
  public double at(Instant now) {
    double seconds = Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    return Math.min(1, share + seconds / RECOVERY_SECONDS);
  }

  /// The server refused a call for going too fast.
  public Slowdown refused(Instant now) {
    return now.isBefore(since.plus(TOGETHER))
        ? this
        : new Slowdown(Math.max(LEAST, at(now) * AFTER_REFUSAL), now);
  }
}
