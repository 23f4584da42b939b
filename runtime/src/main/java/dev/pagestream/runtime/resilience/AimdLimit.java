package dev.pagestream.runtime.resilience;

/// How many calls a server bears: one more after a success, a share less after a drop (additive
/// increase, multiplicative decrease). Immutable and free of time; the owner keeps the current one.
///
/// Two rules people forget. The limit grows only while at least half of it is in use, else idle
/// hours would raise it without proof. And calls that were in flight together fail together: only
/// drops of calls begun in the current `generation`, which changes with each decrease, count, else
/// one overload would bring the limit down to 1.
///
/// @param limit calls that may be in flight, 1 to `max`
/// @param max upper bound of `limit`
/// @param generation remember it when a call begins and hand it back when the call is dropped
public record AimdLimit(int limit, int max, int generation) {
  private static final double AFTER_TIMEOUT = 0.9;
  private static final double AFTER_REFUSAL = 0.5;

  public AimdLimit {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("limit is " + limit + ", must be 1 to " + max);
    }
  }

  public static AimdLimit of(int initial, int max) {
    return new AimdLimit(initial, max, 0);
  }

  /// After a call that the server answered in time.
  ///
  /// @param inFlight calls in flight when it ended, itself included
  public AimdLimit succeeded(int inFlight) {
    boolean inUse = inFlight >= (limit + 1) / 2;
    return inUse && limit < max ? new AimdLimit(limit + 1, max, generation) : this;
  }

  /// After a time-out or a broken connection: a tenth less.
  public AimdLimit timedOut(int begunInGeneration) {
    return dropped(begunInGeneration, AFTER_TIMEOUT);
  }

  /// After the server said that it has too much to do (429, 503): half.
  public AimdLimit refused(int begunInGeneration) {
    return dropped(begunInGeneration, AFTER_REFUSAL);
  }

  private AimdLimit dropped(int begunInGeneration, double share) {
    if (begunInGeneration != generation) {
      return this;
    }
    return new AimdLimit(Math.max(1, (int) (limit * share)), max, generation + 1);
  }
}
