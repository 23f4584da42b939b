package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.AimdLimit;
import dev.pagestream.runtime.resilience.RetryBudget;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What is known of an endpoint: its replicas, its rates, who has how many calls. Time is an
/// argument. Not thread-safe: guarded by the [Endpoint]'s lock.
final class EndpointState {
  private final EndpointSettings settings;
  private final HostLimit.Guest guest;
  private final List<ReplicaState> replicas = new ArrayList<>();
  private final Map<String, Integer> groups = new HashMap<>(); // Calls in flight; none with 0.
  private final Map<String, Integer> windows = new HashMap<>(); // Likewise.
  private final Rates rates;
  private RetryBudget retries;
  private int inFlight;

  /// @param guest as whom this is known to its host
  EndpointState(EndpointSettings settings, HostLimit.Guest guest, Instant now) {
    this.settings = settings;
    this.guest = guest;
    this.rates = new Rates(settings, now);
    this.retries = RetryBudget.full(settings.retries(), now);
    AimdLimit limit = AimdLimit.of(settings.initialLimit(), settings.maxLimit());
    settings.replicas().forEach(_ -> replicas.add(new ReplicaState(limit)));
  }

  /// A call that was let through.
  ///
  /// @param replica index in the settings
  /// @param entry what its replica wants to know of it later
  record Admission(Caller caller, int replica, ReplicaState.Admission entry) {}

  /// Whether it is this caller's own fault that it has to wait, so that it holds up nobody else:
  /// its group has its number of calls, its window has no slot for another, or there were too many
  /// retries.
  boolean holdsItselfUp(Caller caller, Instant now) {
    return groupFull(caller)
        || windowFull(caller)
        || (caller.retry() && retries.readyAt(now).isAfter(now));
  }

  /// Lets a call through, or not. The caller must not hold itself up.
  Optional<Admission> admit(Caller caller, Instant now) {
    double share = settings.shareNow();
    if (full() || rates.readyAt(caller.tokens(), now, share).isAfter(now)) {
      return Optional.empty();
    }
    OptionalInt chosen = ReplicaChoice.choose(caller.affinity(), candidates(now));
    if (chosen.isEmpty() || !hasRoomAtHost()) {
      return Optional.empty();
    }
    int index = chosen.getAsInt();
    rates.take(caller.tokens(), now, share);
    retries = caller.retry() ? retries.retry(now) : retries.firstCall(now);
    inFlight++;
    if (caller.grouped()) {
      groups.merge(caller.group(), 1, Integer::sum);
    }
    if (caller.windowed()) {
      windows.merge(caller.window(), 1, Integer::sum);
    }
    return Optional.of(new Admission(caller, index, replicas.get(index).enter(now)));
  }

  /// When time alone can let this caller through that [#admit] did not; `Instant.MAX` when only an
  /// ending call can.
  Instant opensAt(Caller caller, Instant now) {
    if (full()) {
      return Instant.MAX;
    }
    Instant replica = replicaOpensAt(now);
    Instant rate = rates.readyAt(caller.tokens(), now, settings.shareNow());
    Instant at = replica.isAfter(rate) ? replica : rate;
    return at.isAfter(now) ? at : Instant.MAX;
  }

  /// When the next retry may go, as far as the budget is concerned.
  Instant retryOpensAt(Instant now) {
    return retries.readyAt(now);
  }

  /// The call is over and tells nothing.
  void cutShort(Admission call) {
    replicas.get(call.replica()).cutShort(call.entry());
    ended(call);
  }

  /// The call is over.
  void ended(Admission call) {
    inFlight--;
    settings.host().ifPresent(HostLimit::giveBack);
    replicas.get(call.replica()).ended();
    if (call.caller().grouped()) {
      oneLess(groups, call.caller().group());
    }
    if (call.caller().windowed()) {
      oneLess(windows, call.caller().window());
    }
  }

  /// Draws the conclusions from a reply.
  ///
  /// @param caller who called, so that one caller's bad luck is not taken for an outage
  void learn(VlmReply reply, Admission call, String caller, Instant now) {
    replicas.get(call.replica()).learn(reply, call.entry(), caller, now);
    long reserved = call.caller().tokens();
    switch (reply) {
      case VlmReply.Answered answered ->
          settle(reserved, answered.promptTokens(), answered.completionTokens());
      case VlmReply.Unfit unfit -> settle(reserved, unfit.promptTokens(), unfit.completionTokens());
      case VlmReply.Throttled _ -> {
        rates.throttled(now);
        rates.settle(reserved, 0);
      }
      case VlmReply.Unavailable _, VlmReply.Rejected _ -> rates.settle(reserved, 0);
      case VlmReply.Failed _ -> {
        // It may have cost all of it.
      }
    }
  }

  /// Why nothing can be called: all replicas are paused.
  Optional<String> pausedBecause() {
    return replicas.stream().allMatch(replica -> replica.pausedBecause().isPresent())
        ? replicas.getFirst().pausedBecause()
        : Optional.empty();
  }

  Optional<String> pausedBecause(int replica) {
    return replicas.get(replica).pausedBecause();
  }

  int limit() {
    return replicas.stream().mapToInt(ReplicaState::limit).sum();
  }

  EndpointView view(int waiting, Instant now) {
    List<EndpointView.ReplicaView> views = new ArrayList<>();
    for (int index = 0; index < replicas.size(); index++) {
      ReplicaState state = replicas.get(index);
      views.add(
          new EndpointView.ReplicaView(
              settings.replicas().get(index).name(),
              state.inFlight(),
              state.limit(),
              state.pausedBecause()));
    }
    Instant ready = rates.readyAt(1, now, settings.shareNow());
    Duration rateWait = ready.isAfter(now) ? Duration.between(now, ready) : Duration.ZERO;
    return new EndpointView(waiting, rateWait, views);
  }

  private boolean groupFull(Caller caller) {
    return caller.grouped()
        && groups.getOrDefault(caller.group(), 0) >= settings.partOf(caller.groupLimit());
  }

  private boolean windowFull(Caller caller) {
    return caller.windowed() && windows.getOrDefault(caller.window(), 0) >= caller.windowSlots();
  }

  private static void oneLess(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  private boolean hasRoomAtHost() {
    return settings
        .host()
        .map(host -> host.take(guest, settings.partOf(settings.maxInFlight())))
        .orElse(true);
  }

  private boolean full() {
    return inFlight >= settings.partOf(settings.maxInFlight());
  }

  private List<ReplicaChoice.Candidate> candidates(Instant now) {
    List<ReplicaChoice.Candidate> candidates = new ArrayList<>(replicas.size());
    for (int index = 0; index < replicas.size(); index++) {
      ReplicaState state = replicas.get(index);
      EndpointGate.Passage passage = state.passage(now);
      candidates.add(
          new ReplicaChoice.Candidate(
              settings.replicas().get(index).name(),
              passage != EndpointGate.Passage.CLOSED,
              passage == EndpointGate.Passage.PROBE,
              state.pausedBecause().isPresent(),
              state.load(),
              state.limit()));
    }
    return candidates;
  }

  /// `now` when one takes calls already, and it was for the rates.
  private Instant replicaOpensAt(Instant now) {
    Instant earliest = Instant.MAX;
    for (ReplicaState replica : replicas) {
      Instant at = replica.passage(now) == EndpointGate.Passage.CLOSED ? replica.opensAt(now) : now;
      earliest = at.isBefore(earliest) ? at : earliest;
    }
    return earliest;
  }

  private void settle(long reserved, Optional<Long> prompt, Optional<Long> completion) {
    if (prompt.isPresent() || completion.isPresent()) {
      rates.settle(reserved, prompt.orElse(0L) + completion.orElse(0L));
    }
  }
}
