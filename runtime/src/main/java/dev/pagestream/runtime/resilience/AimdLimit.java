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
/// Only a look beyond the ceiling after a round without any failure ends with the first, and a
/// server that says when to come back is believed at once. The limit grows only while at least half
/// of it is in use, else idle hours would raise it without proof. And calls that were in flight
/// together fail together: only failures of calls begun in the current `generation`, which changes
/// with each decrease, count, else one overload would bring the limit down to 1.
///
/// @param limit calls that may be in flight, 1 to `max`
/// @param max upper bound of `limit`
/// @param generation remember it when a call begins and hand it back when the call fails
/// @param ceiling what the server was last seen to bear; 0 before the first decrease
/// @param replies of this round
/// @param failures among them
/// @param rounds without a decrease at or above the ceiling
/// @param rest rounds at the ceiling before the next look beyond it
/// @param clean whether the round before had no failure
public record AimdLimit(
    int limit,
    int max,
    int generation,
    int ceiling,
    int replies,
    int failures,
    int rounds,
    int rest,
    boolean clean) {
  private static final double AFTER_TIMEOUT = 0.9;
  private static final double AFTER_REFUSAL = 0.5;

  /// What is kept of the ceiling when the call beyond it was one too many.
  private static final double AFTER_PROBE = 0.9;

  /// One in so many may fail in a round, and some more for small limits.
  private static final int TOLERATED_ONE_IN = 4;

  private static final int ALWAYS_TOLERATED = 2;

  private static final int SHORTEST_REST = 4;
  private static final int LONGEST_REST = 32;

  private static final int LONGEST_STEP = 8;
  private static final int MAX_DOUBLINGS = 20;

  public AimdLimit {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("limit is " + limit + ", must be 1 to " + max);
    }
  }

  public static AimdLimit of(int initial, int max) {
    return new AimdLimit(initial, max, 0, 0, 0, 0, 0, SHORTEST_REST, false);
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

  /// After the server said that it has too much to do and when to come back: a tenth less at once,
  /// half when there was no round without failures since the last time. At its very limit a server
  /// turns a call away that comes before the one answered last is off its books.
  public AimdLimit toldToWait(int begunInGeneration) {
    return begunInGeneration == generation ? less(clean ? AFTER_TIMEOUT : AFTER_REFUSAL) : this;
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
    boolean nowClean = failures == 0;
    if (!used || ceiling == 0) {
      return round(ceiling, rounds, nowClean);
    }
    if (limit < ceiling) {
      return round(ceiling, rounds, nowClean).more(Math.max(1, (ceiling - limit) / 2));
    }
    int borne = rounds + 1;
    int step = borne < rest ? 0 : 1 << Math.min(borne - rest, MAX_DOUBLINGS);
    return round(limit, borne, nowClean).more(Math.min(step, Math.max(1, limit / LONGEST_STEP)));
  }

  private AimdLimit round(int newCeiling, int newRounds, boolean newClean) {
    return new AimdLimit(limit, max, generation, newCeiling, 0, 0, newRounds, rest, newClean);
  }

  private AimdLimit counted(int failure) {
    return new AimdLimit(
        limit, max, generation, ceiling, replies + 1, failures + failure, rounds, rest, clean);
  }

  private AimdLimit more(int step) {
    int newLimit = Math.min(max, limit + step);
    return new AimdLimit(
        newLimit, max, generation, ceiling, replies, failures, rounds, rest, clean);
  }

  private AimdLimit less(double share) {
    return looksFurther() ? lookedTooFar() : below(share);
  }

  private AimdLimit lookedTooFar() {
    boolean foundMore = rounds > rest;
    return decreased(
        (int) (ceiling * AFTER_PROBE),
        ceiling,
        foundMore ? SHORTEST_REST : Math.min(2 * rest, LONGEST_REST));
  }

  private AimdLimit below(double share) {
    int less = Math.max(1, (int) (limit * share));
    return share == AFTER_REFUSAL
        ? decreased(less, (limit + less) / 2, SHORTEST_REST)
        : decreased(less, less, rest);
  }

  private AimdLimit decreased(int newLimit, int newCeiling, int newRest) {
    return new AimdLimit(
        Math.max(1, newLimit), max, generation + 1, newCeiling, 0, 0, 0, newRest, false);
  }
}
