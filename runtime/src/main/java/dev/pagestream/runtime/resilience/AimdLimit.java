package dev.pagestream.runtime.resilience;

/// How many calls a server bears: more after successes, a share less when it turns too many away.
/// Immutable and free of time; the owner keeps the current one.
///
/// A round is as many replies as the limit. Until the first decrease every success adds one, which
/// doubles the limit each round. A decrease leaves a `ceiling`, what the server was last seen to
/// bear; after it the limit goes half of the way up to the ceiling each round, rests there, then
/// looks whether there is more: one call further, then two, four, up to an eighth of the limit per
/// round. So a server that is as it was sees few calls too many, and one that doubled is used fully
/// after some ten rounds, not after as many as it bears calls. The idea is that of TCP CUBIC (RFC
/// 9438), with rounds in the place of time.
///
/// Three rules people forget. Some calls fail for reasons that have nothing to do with load, a bad
/// server behind a balancer for example: up to a quarter of a round may, and the limit stays. Who
/// took each such failure for an overload would come down to a handful of calls. An overload shows
/// more: what is turned away returns at once, so one call too many fails many times in a round.
/// Only a look beyond the ceiling after a round without any failure ends with the first. The limit
/// grows only while at least half of it is in use, else idle hours would raise it without proof.
/// And calls that were in flight together fail together: only failures of calls begun in the
/// current `generation`, which changes with each decrease, count, else one overload would bring the
/// limit down to 1.
///
/// @param limit calls that may be in flight, 1 to `max`
/// @param max upper bound of `limit`
/// @param generation remember it when a call begins and hand it back when the call fails
/// @param ceiling what the server was last seen to bear; 0 before the first decrease
/// @param replies of this round
/// @param failures among them
/// @param rounds without a decrease at or above the ceiling
/// @param clean whether the round before had no failure
public record AimdLimit(
    int limit,
    int max,
    int generation,
    int ceiling,
    int replies,
    int failures,
    int rounds,
    boolean clean) {
  private static final double AFTER_TIMEOUT = 0.9;
  private static final double AFTER_REFUSAL = 0.5;

  /// What is kept of the ceiling when the call beyond it was one too many.
  private static final double AFTER_PROBE = 0.9;

  /// One in so many may fail in a round, and some more for small limits.
  private static final int TOLERATED_ONE_IN = 4;

  private static final int ALWAYS_TOLERATED = 2;

  /// Rounds at the ceiling, with the one that ends in the first step beyond it.
  private static final int REST = 4;

  private static final int LONGEST_STEP = 8;
  private static final int MAX_DOUBLINGS = 20;

  public AimdLimit {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("limit is " + limit + ", must be 1 to " + max);
    }
  }

  public static AimdLimit of(int initial, int max) {
    return new AimdLimit(initial, max, 0, 0, 0, 0, 0, false);
  }

  /// After a call that the server answered in time.
  ///
  /// @param inFlight calls in flight when it ended, itself included
  public AimdLimit succeeded(int inFlight) {
    boolean used = inFlight >= (limit + 1) / 2;
    AimdLimit counted = counted(0);
    AimdLimit after = used && ceiling == 0 ? counted.more(1) : counted;
    return after.replies < after.limit ? after : after.nextRound(used);
  }

  /// After a time-out or a broken connection: a tenth less when there were too many.
  public AimdLimit timedOut(int begunInGeneration) {
    return failed(begunInGeneration, AFTER_TIMEOUT);
  }

  /// After the server said that it has too much to do (429, 503). When there were too many: half,
  /// or if it was a look beyond the ceiling, a little below that.
  public AimdLimit refused(int begunInGeneration) {
    return failed(begunInGeneration, AFTER_REFUSAL);
  }

  private AimdLimit failed(int begunInGeneration, double share) {
    if (begunInGeneration != generation) {
      return this;
    }
    AimdLimit after = counted(1);
    return after.failures <= tolerated() ? after : after.less(share);
  }

  private int tolerated() {
    return looksFurther() && clean ? 0 : ALWAYS_TOLERATED + limit / TOLERATED_ONE_IN;
  }

  private boolean looksFurther() {
    return ceiling > 0 && limit > ceiling;
  }

  private AimdLimit nextRound(boolean used) {
    AimdLimit next = new AimdLimit(limit, max, generation, ceiling, 0, 0, rounds, failures == 0);
    if (!used || ceiling == 0) {
      return next;
    }
    if (limit < ceiling) {
      return next.more(Math.max(1, (ceiling - limit) / 2));
    }
    return next.borne(rounds + 1);
  }

  private AimdLimit borne(int newRounds) {
    int step = newRounds < REST ? 0 : 1 << Math.min(newRounds - REST, MAX_DOUBLINGS);
    return new AimdLimit(limit, max, generation, limit, 0, 0, newRounds, clean)
        .more(Math.min(step, Math.max(1, limit / LONGEST_STEP)));
  }

  private AimdLimit counted(int failure) {
    return new AimdLimit(
        limit, max, generation, ceiling, replies + 1, failures + failure, rounds, clean);
  }

  private AimdLimit more(int step) {
    return new AimdLimit(
        Math.min(max, limit + step), max, generation, ceiling, replies, failures, rounds, clean);
  }

  private AimdLimit less(double share) {
    int less = Math.max(1, (int) (looksFurther() ? ceiling * AFTER_PROBE : limit * share));
    int newCeiling = looksFurther() ? ceiling : (limit + less) / 2;
    return new AimdLimit(less, max, generation + 1, newCeiling, 0, 0, 0, false);
  }
}
