package dev.pagestream.runtime.resilience;

/// How many calls a server bears: more after successes, a share less after a drop. Immutable and
/// free of time; the owner keeps the current one.
///
/// Until the first drop every success adds one, which doubles the limit each round (as many
/// successes as the limit). A drop leaves a `ceiling`, what the server was last seen to bear; after
/// it the limit goes half of the way up to the ceiling each round, rests there, then looks whether
/// there is more: one call further, then two, four, up to an eighth of the limit per round. So a
/// server that is as it was sees few calls too many, and one that doubled is used fully after some
/// ten rounds, not after as many as it bears calls. The idea is that of TCP CUBIC (RFC 9438), with
/// rounds in the place of time.
///
/// Two rules people forget. The limit grows only while at least half of it is in use, else idle
/// hours would raise it without proof. And calls that were in flight together fail together: only
/// drops of calls begun in the current `generation`, which changes with each decrease, count, else
/// one overload would bring the limit down to 1.
///
/// @param limit calls that may be in flight, 1 to `max`
/// @param max upper bound of `limit`
/// @param generation remember it when a call begins and hand it back when the call is dropped
/// @param ceiling what the server was last seen to bear; 0 before the first drop
/// @param successes of this round
/// @param rounds without a drop at or above the ceiling
public record AimdLimit(
    int limit, int max, int generation, int ceiling, int successes, int rounds) {
  private static final double AFTER_TIMEOUT = 0.9;
  private static final double AFTER_REFUSAL = 0.5;

  /// What is kept of the ceiling when the call beyond it was one too many.
  private static final double AFTER_PROBE = 0.9;

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
    return new AimdLimit(initial, max, 0, 0, 0, 0);
  }

  /// After a call that the server answered in time.
  ///
  /// @param inFlight calls in flight when it ended, itself included
  public AimdLimit succeeded(int inFlight) {
    if (inFlight < (limit + 1) / 2) {
      return this;
    }
    if (ceiling == 0) {
      return grown(1, 0, 0);
    }
    return successes + 1 < limit
        ? new AimdLimit(limit, max, generation, ceiling, successes + 1, rounds)
        : afterRound();
  }

  /// After a time-out or a broken connection: a tenth less.
  public AimdLimit timedOut(int begunInGeneration) {
    return dropped(begunInGeneration, AFTER_TIMEOUT);
  }

  /// After the server said that it has too much to do (429, 503): half, or if it was a look beyond
  /// the ceiling, a little below that.
  public AimdLimit refused(int begunInGeneration) {
    return dropped(begunInGeneration, AFTER_REFUSAL);
  }

  private AimdLimit afterRound() {
    if (limit < ceiling) {
      return grown(Math.max(1, (ceiling - limit) / 2), ceiling, 0);
    }
    int borne = rounds + 1;
    if (borne < REST) {
      return grown(0, limit, borne);
    }
    int step = 1 << Math.min(borne - REST, MAX_DOUBLINGS);
    return grown(Math.clamp(step, 1, Math.max(1, limit / LONGEST_STEP)), limit, borne);
  }

  private AimdLimit grown(int step, int newCeiling, int newRounds) {
    return new AimdLimit(Math.min(max, limit + step), max, generation, newCeiling, 0, newRounds);
  }

  private AimdLimit dropped(int begunInGeneration, double share) {
    if (begunInGeneration != generation) {
      return this;
    }
    boolean probed = ceiling > 0 && limit > ceiling;
    int less = Math.max(1, (int) (probed ? ceiling * AFTER_PROBE : limit * share));
    int newCeiling = probed ? ceiling : (limit + less) / 2;
    return new AimdLimit(less, max, generation + 1, newCeiling, 0, 0);
  }
}
