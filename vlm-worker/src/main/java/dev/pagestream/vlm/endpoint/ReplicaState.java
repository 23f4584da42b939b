package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.AimdLimit;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of a replica: its pause, what it asked for in Retry-After, how many calls it
/// bears, how many it has, how many failed in a row. Time is an argument. Not thread-safe: guarded
/// by the [Endpoint]'s lock.
final class ReplicaState {
  /// What each failure in a row adds to the load, as a part of the limit, up to all of it.
  private static final double FAILURE_WEIGHT = 0.25;

  private static final int MAX_FAILURES = 4;

  /// A server that asks for more is asked again after this long.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private final EndpointGate gate = new EndpointGate();
  private AimdLimit limit;
  private int inFlight;
  private int failures; // In a row.
  private Instant holdUntil = Instant.MIN;

  ReplicaState(AimdLimit limit) {
    this.limit = limit;
  }

  /// A call that was let through.
  ///
  /// @param generation of the limit when it began
  /// @param probe whether it is the one that finds out if the endpoint is back
  record Admission(int generation, boolean probe) {}

  /// How a call would go through now.
  EndpointGate.Passage passage(Instant now) {
    return inFlight >= limit.limit() || now.isBefore(holdUntil)
        ? EndpointGate.Passage.CLOSED
        : gate.passage(now);
  }

  /// Lets a call through that [#passage] would let through.
  Admission enter(Instant now) {
    inFlight++;
    boolean probe = gate.enter(now) == EndpointGate.Passage.PROBE;
    return new Admission(limit.generation(), probe);
  }

  /// The call is over, whether it told anything or not.
  void ended() {
    inFlight--;
  }

  /// The call was cut short and tells nothing.
  void cutShort(Admission call) {
    if (call.probe()) {
      gate.probeEnded();
    }
  }

  /// When time alone can let a call through; `Instant.MAX` when only an ending call can.
  Instant opensAt(Instant now) {
    Instant at = holdUntil.isAfter(gate.opensAt()) ? holdUntil : gate.opensAt();
    return at.isAfter(now) ? at : Instant.MAX;
  }

  /// Why it is paused.
  Optional<String> pausedBecause() {
    return gate.reason();
  }

  int limit() {
    return limit.limit();
  }

  int inFlight() {
    return inFlight;
  }

  /// Calls in flight, and what late failures add.
  double load() {
    return inFlight + Math.min(failures, MAX_FAILURES) * FAILURE_WEIGHT * limit.limit();
  }

  /// Draws the conclusions from a reply.
  ///
  /// @param caller who called, so that one caller's bad luck is not taken for an outage
  void learn(VlmReply reply, Admission call, String caller, Instant now) {
    switch (reply) {
      case VlmReply.Answered _, VlmReply.Unfit _, VlmReply.Rejected _ -> {
        gate.alive();
        failures = 0;
        limit = limit.succeeded(inFlight);
      }
      case VlmReply.Throttled throttled -> {
        gate.alive();
        limit =
            throttled.retryAfter().isPresent()
                ? limit.toldToWait(call.generation())
                : limit.refused(call.generation());
        throttled.retryAfter().ifPresent(wait -> hold(now, wait));
      }
      case VlmReply.Unavailable down ->
          gate.down(
              now, bounded(down.retryAfter().orElse(Duration.ZERO)), down.message(), call.probe());
      case VlmReply.Failed failed -> {
        failures++;
        failed.retryAfter().ifPresent(wait -> hold(now, wait));
        learnFrom(failed, call, caller, now);
      }
    }
  }

  private void learnFrom(VlmReply.Failed failed, Admission call, String caller, Instant now) {
    switch (failed.symptom()) {
      case ANSWERED -> gate.alive();
      case TIMED_OUT -> {
        limit = limit.timedOut(call.generation());
        cutShort(call);
      }
      case LOST -> {
        limit = limit.timedOut(call.generation());
        gate.lost(now, caller, failed.message(), call.probe());
      }
    }
  }

  private void hold(Instant now, Duration wait) {
    Instant until = now.plus(bounded(wait));
    holdUntil = until.isAfter(holdUntil) ? until : holdUntil;
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
  }
}
