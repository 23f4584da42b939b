package dev.pagestream.runtime.resilience;

import java.time.Duration;
import java.time.Instant;

/// A rate that is kept evenly: what may go at once is at most what one second brings, or one.
/// Immutable; time is an argument.
///
/// An amount larger than that goes when the bucket is full and leaves a debt, which the time after
/// it pays. What turns out to have been less or more than taken is given back or taken later
/// (reserve, then settle).
///
/// @param perSecond what flows in, positive
/// @param level what is there; negative is debt
/// @param at when that was so
public record TokenBucket(double perSecond, double level, Instant at) {
  private static final double NANOS = 1e9;

  /// Less than this is nothing: rounding must not cost a wait.
  private static final double CRUMB = 1e-6;

  private static final double LONGEST_WAIT_SECONDS = 86_400;

  public TokenBucket {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond is " + perSecond + ", must be positive");
    }
  }

  public static TokenBucket full(double perSecond, Instant now) {
    return new TokenBucket(perSecond, burst(perSecond), now);
  }

  /// The bucket at a later time, from when on it has this rate.
  public TokenBucket at(Instant now, double newPerSecond) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    double risen = Math.min(burst(perSecond), level + seconds * perSecond);
    return new TokenBucket(
        newPerSecond, Math.min(burst(newPerSecond), risen), now.isAfter(at) ? now : at);
  }

  /// When this amount may be taken; not after [#at] when it may be now.
  public Instant readyAt(double amount) {
    double missing = Math.min(amount, burst(perSecond)) - level;
    if (missing <= CRUMB) {
      return at;
    }
    double seconds = Math.min(missing / perSecond, LONGEST_WAIT_SECONDS);
    return at.plusNanos((long) Math.ceil(seconds * NANOS));
  }

  /// Takes an amount, whether it is there or not.
  public TokenBucket take(double amount) {
    return new TokenBucket(perSecond, Math.min(burst(perSecond), level - amount), at);
  }

  /// Gives back what was taken and not used; a negative amount takes what was used beyond it.
  public TokenBucket give(double amount) {
    return take(-amount);
  }

  private static double burst(double perSecond) {
    return Math.max(1, perSecond);
  }
}
