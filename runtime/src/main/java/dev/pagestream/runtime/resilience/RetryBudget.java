package dev.pagestream.runtime.resilience;

import java.time.Duration;
import java.time.Instant;

/// How many calls may be repeats: a share of the first calls and a trickle, so that a server in
/// trouble does not get twice the calls because of it. Who finds it empty waits. Immutable; time is
/// an argument.
///
/// @param rule how it fills
/// @param balance repeats that may be made
/// @param at when that was so
public record RetryBudget(Rule rule, double balance, Instant at) {
  private static final double NANOS = 1e9;
  private static final double CRUMB = 1e-6;

  /// How a budget fills.
  ///
  /// @param share repeats each first call pays for, 0 to 1
  /// @param perSecond repeats that are free, positive
  /// @param burst most that is saved, and what there is at first; at least 1
  public record Rule(double share, double perSecond, double burst) {
    /// A tenth, one a second, ten at once.
    public static final Rule DEFAULTS = new Rule(0.1, 1, 10);

    public Rule {
      require(share >= 0 && share <= 1, "share is " + share + ", must be 0 to 1");
      require(perSecond > 0, "perSecond is " + perSecond + ", must be positive");
      require(burst >= 1, "burst is " + burst + ", must be at least 1");
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }

  public static RetryBudget full(Rule rule, Instant now) {
    return new RetryBudget(rule, rule.burst(), now);
  }

  /// A first call was made.
  public RetryBudget firstCall(Instant now) {
    return changed(now, rule.share());
  }

  /// A call was repeated.
  public RetryBudget retry(Instant now) {
    return changed(now, -1);
  }

  /// When a call may be repeated if none is made before; not after `now` when it may be now.
  public Instant readyAt(Instant now) {
    double missing = 1 - balanceAt(now);
    return missing <= CRUMB
        ? now
        : now.plusNanos((long) Math.ceil(missing / rule.perSecond() * NANOS));
  }

  private RetryBudget changed(Instant now, double by) {
    return new RetryBudget(rule, Math.min(rule.burst(), balanceAt(now) + by), now);
  }

  private double balanceAt(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / NANOS);
    return Math.min(rule.burst(), balance + seconds * rule.perSecond());
  }
}
