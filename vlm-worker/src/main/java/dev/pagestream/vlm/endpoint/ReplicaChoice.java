package dev.pagestream.vlm.endpoint;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// Which replica gets a call. Calls of one affinity go to one replica, found by rendezvous hashing
/// (Thaler and Ravishankar 1998: each key goes where its hash with the replica's name is largest,
/// so a replica that leaves moves only its own keys), as long as that replica bears it: not more
/// than a quarter above its part of all calls (bounded loads, Mirrokni et al. 2018). Else the one
/// that is least loaded for its limit gets it. Stateless.
final class ReplicaChoice {
  private static final double ABOVE_MEAN = 1.25;

  /// What one replica is like.
  ///
  /// @param admits whether it takes a call now
  /// @param due whether it waits for the call that finds out if it is back
  /// @param paused whether it is, so that it counts for no mean
  /// @param load calls in flight, and what late failures add
  /// @param limit calls in flight it bears
  record Candidate(
      String name, boolean admits, boolean due, boolean paused, double load, int limit) {}

  private ReplicaChoice() {}

  /// The index of the replica, or empty when none takes a call now.
  ///
  /// @param affinity empty when any will do
  static OptionalInt choose(String affinity, List<Candidate> candidates) {
    OptionalInt probe = best(candidates, candidate -> candidate.due ? 1 : Double.NaN);
    if (probe.isPresent()) {
      return probe; // Nothing else brings a paused one back, and the others need it.
    }
    if (!affinity.isEmpty()) {
      OptionalInt preferred = best(candidates, candidate -> weight(affinity, candidate.name));
      if (preferred.isPresent() && bears(candidates.get(preferred.getAsInt()), candidates)) {
        return preferred;
      }
    }
    return best(
        candidates,
        candidate -> candidate.admits ? -(candidate.load + 1) / candidate.limit : Double.NaN);
  }

  private static boolean bears(Candidate preferred, List<Candidate> candidates) {
    if (!preferred.admits) {
      return false;
    }
    double load = 1;
    double limit = 0;
    for (Candidate candidate : candidates) {
      if (!candidate.paused) {
        load += candidate.load;
        limit += candidate.limit;
      }
    }
    return preferred.load + 1 <= Math.ceil(ABOVE_MEAN * load * preferred.limit / limit);
  }

  /// The first of the highest score; NaN is no score.
  private static OptionalInt best(List<Candidate> candidates, ToDoubleFunction<Candidate> score) {
    OptionalInt best = OptionalInt.empty();
    double highest = 0;
    for (int index = 0; index < candidates.size(); index++) {
      double its = score.applyAsDouble(candidates.get(index));
      if (!Double.isNaN(its) && (best.isEmpty() || its > highest)) {
        best = OptionalInt.of(index);
        highest = its;
      }
    }
    return best;
  }

  /// A number from both that looks like chance (the finaliser of SplitMix64).
  private static double weight(String affinity, String name) {
    long mixed = ((long) affinity.hashCode() << 32) ^ (name.hashCode() & 0xFFFF_FFFFL);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (mixed ^ (mixed >>> 31)) >>> 11;
  }
}
