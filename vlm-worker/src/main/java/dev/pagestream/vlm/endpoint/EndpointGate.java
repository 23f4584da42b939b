package dev.pagestream.vlm.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a replica may be called: open, paused, or paused with one probe under way. Time is an
/// argument. Not thread-safe: guarded by the [Endpoint]'s lock.
///
/// An endpoint that says it is down is paused at once. Lost connections alone pause it only when
/// several different callers met one in a row: a single picture that kills the server must not stop
/// the others. After the pause exactly one call goes through as a probe; a server that answers it
/// opens the gate for all, a lost probe doubles the pause.
final class EndpointGate {
  static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Callers in a row that lost their connection before the endpoint counts as down.
  static final int SUSPICIOUS = 3;

  /// How a call may go through.
  enum Passage {
    FREE,
    PROBE,
    CLOSED
  }

  /// A pause and what led to it; the probe runs within it.
  private record Pause(String reason, Duration length, Instant until, boolean probing) {
    Pause withProbe() {
      return new Pause(reason, length, until, true);
    }

    Pause withoutProbe() {
      return new Pause(reason, length, until, false);
    }
  }

  private final Set<String> losers = new HashSet<>();
  private @Nullable Pause pause;

  /// Asks for passage. Whoever gets PROBE must end it with [#alive()], [#down], [#lost] or
  /// [#probeEnded()].
  Passage enter(Instant now) {
    Passage passage = passage(now);
    if (passage == Passage.PROBE && pause != null) {
      pause = pause.withProbe();
    }
    return passage;
  }

  /// What [#enter] would give.
  Passage passage(Instant now) {
    if (pause == null) {
      return Passage.FREE;
    }
    return pause.probing() || now.isBefore(pause.until()) ? Passage.CLOSED : Passage.PROBE;
  }

  /// When to ask again at the latest; `Instant.MAX` while a probe is under way, whose end changes
  /// the state.
  Instant opensAt() {
    if (pause == null) {
      return Instant.MIN;
    }
    return pause.probing() ? Instant.MAX : pause.until();
  }

  Optional<String> reason() {
    return Optional.ofNullable(pause).map(Pause::reason);
  }

  /// The server answered a call.
  void alive() {
    pause = null;
    losers.clear();
  }

  /// The server cannot be called. Calls that were under way when the pause began do not lengthen
  /// it.
  ///
  /// @param floor the pause is at least this long
  void down(Instant now, Duration floor, String reason, boolean probe) {
    if (pause != null && !probe) {
      return;
    }
    Duration length =
        pause == null ? FIRST_PAUSE : shorter(pause.length().multipliedBy(2), LONGEST_PAUSE);
    Instant until = now.plus(floor.compareTo(length) > 0 ? floor : length);
    pause = new Pause(reason, length, until, false);
  }

  /// A call lost its connection before the answer.
  void lost(Instant now, String caller, String reason, boolean probe) {
    losers.add(caller);
    if (probe || losers.size() >= SUSPICIOUS) {
      losers.clear();
      down(now, Duration.ZERO, reason, probe);
    }
  }

  /// The probe ended without telling anything; another may go.
  void probeEnded() {
    if (pause != null) {
      pause = pause.withoutProbe();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
