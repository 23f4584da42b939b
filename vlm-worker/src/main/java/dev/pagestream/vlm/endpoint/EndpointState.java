package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.AimdLimit;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of an endpoint: its pause, what it asked for in Retry-After, how many calls it
/// bears, how many it has. Time is an argument. Not thread-safe: guarded by the [Endpoint]'s lock.
final class EndpointState {
  /// A server that asks for more is asked again after this long.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private final EndpointGate gate = new EndpointGate();
  private AimdLimit limit;
  private int inFlight;
  private int successes; // Since the limit last changed.
  private Instant holdUntil = Instant.MIN;

  EndpointState(AimdLimit limit) {
    this.limit = limit;
  }

  /// A call that was let through.
  ///
  /// @param generation of the limit when it began
  /// @param probe whether it is the one that finds out if the endpoint is back
  record Admission(int generation, boolean probe) {}

  /// Lets a call through, or not.
  Optional<Admission> admit(Instant now) {
    if (inFlight >= limit.limit() || now.isBefore(holdUntil)) {
      return Optional.empty();
    }
    EndpointGate.Passage passage = gate.enter(now);
    if (passage == EndpointGate.Passage.CLOSED) {
      return Optional.empty();
    }
    inFlight++;
    return Optional.of(new Admission(limit.generation(), passage == EndpointGate.Passage.PROBE));
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

  /// Draws the conclusions from a reply.
  ///
  /// @param caller who called, so that one caller's bad luck is not taken for an outage
  void learn(VlmReply reply, Admission call, String caller, Instant now) {
    switch (reply) {
      case VlmReply.Answered _, VlmReply.Unfit _, VlmReply.Rejected _ -> {
        gate.alive();
        grow();
      }
      case VlmReply.Throttled throttled -> {
        gate.alive();
        shrink(limit.refused(call.generation()));
        throttled.retryAfter().ifPresent(wait -> hold(now, wait));
      }
      case VlmReply.Unavailable down ->
          gate.down(
              now, bounded(down.retryAfter().orElse(Duration.ZERO)), down.message(), call.probe());
      case VlmReply.Failed failed -> {
        failed.retryAfter().ifPresent(wait -> hold(now, wait));
        learnFrom(failed, call, caller, now);
      }
    }
  }

  private void learnFrom(VlmReply.Failed failed, Admission call, String caller, Instant now) {
    switch (failed.symptom()) {
      case ANSWERED -> gate.alive();
      case TIMED_OUT -> {
        shrink(limit.timedOut(call.generation()));
        cutShort(call);
      }
      case LOST -> {
        shrink(limit.timedOut(call.generation()));
        gate.lost(now, caller, failed.message(), call.probe());
      }
    }
  }

  /// Before the first drop every success raises the limit, to find the server's measure fast;
  /// afterwards one round of successes raises it by one, else every round would end in a refusal.
  private void grow() {
    successes++;
    if (limit.generation() == 0 || successes >= limit.limit()) {
      limit = limit.succeeded(inFlight);
      successes = 0;
    }
  }

  private void shrink(AimdLimit smaller) {
    limit = smaller;
    successes = 0;
  }

  private void hold(Instant now, Duration wait) {
    Instant until = now.plus(bounded(wait));
    holdUntil = until.isAfter(holdUntil) ? until : holdUntil;
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
  }
}
