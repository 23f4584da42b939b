package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.AimdLimit;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One model behind one address, called with one set of credentials: its pause, what it asked for in Retry-After, and
/// how many calls it bears. Thread-safe.
///
/// Callers wait in a queue, first come first served. Only its head looks at gate and limit; it wakes its follower when
/// it leaves, so a thousand waiting pictures cost one wake-up per call, not a thousand. The lock is never held across
/// I/O.
public final class Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  /// A server that asks for more is asked again after this long.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  /// Upper bound of one sleep; the loop looks again.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final String name;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> queue = new ArrayDeque<>(); // Guarded by lock.
  private final EndpointGate gate = new EndpointGate(); // Guarded by lock.
  private AimdLimit limit; // Guarded by lock.
  private int inFlight; // Guarded by lock.
  private int successes; // Since the limit last changed. Guarded by lock.
  private Instant holdUntil = Instant.MIN; // Guarded by lock.

  /// @param name for logs and messages: no credentials, no query
  public Endpoint(String name, AimdLimit limit, InstantSource clock) {
    this.name = name;
    this.limit = limit;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  /// A permit if there is one now and nobody waits for it.
  public Optional<Permit> tryEnter() {
    lock.lock();
    try {
      return queue.isEmpty() ? permit(clock.instant()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a permit; empty when the deadline has passed.
  public Optional<Permit> enter(Instant deadline) throws InterruptedException {
    lock.lockInterruptibly();
    Condition turn = lock.newCondition();
    queue.addLast(turn);
    try {
      for (Instant now = clock.instant(); now.isBefore(deadline); now = clock.instant()) {
        boolean first = turn.equals(queue.peekFirst());
        Optional<Permit> permit = first ? permit(now) : Optional.empty();
        if (permit.isPresent()) {
          return permit;
        }
        Instant wake = first ? earlier(deadline, opensAt(now)) : deadline;
        sleep(turn, now, wake);
      }
      return Optional.empty();
    } finally {
      queue.remove(turn);
      wakeNext();
      lock.unlock();
    }
  }

  /// Why the endpoint is paused; empty when it is not.
  public Optional<String> pausedBecause() {
    lock.lock();
    try {
      return gate.reason();
    } finally {
      lock.unlock();
    }
  }

  /// Calls the server is trusted with at a time.
  public int limit() {
    lock.lock();
    try {
      return limit.limit();
    } finally {
      lock.unlock();
    }
  }

  /// Callers in the queue.
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Permit> permit(Instant now) {
    if (inFlight >= limit.limit() || now.isBefore(holdUntil)) {
      return Optional.empty();
    }
    EndpointGate.Passage passage = gate.enter(now);
    if (passage == EndpointGate.Passage.CLOSED) {
      return Optional.empty();
    }
    inFlight++;
    return Optional.of(new Permit(limit.generation(), passage == EndpointGate.Passage.PROBE));
  }

  /// When time alone can let the head through; `Instant.MAX` when only an ending call can.
  private Instant opensAt(Instant now) {
    Instant at = holdUntil.isAfter(gate.opensAt()) ? holdUntil : gate.opensAt();
    return at.isAfter(now) ? at : Instant.MAX;
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private static void sleep(Condition turn, Instant now, Instant wake) throws InterruptedException {
    Instant latest = now.plus(LONGEST_SLEEP);
    Duration nap = Duration.between(now, wake.isBefore(latest) ? wake : latest);
    boolean _ = turn.await(Math.max(1, nap.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void wakeNext() {
    Condition first = queue.peekFirst();
    if (first != null) {
      first.signal();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// The right to make one call. Confined to the caller's thread; close it when the call is over.
  public final class Permit implements AutoCloseable {
    private final int generation;
    private final boolean probe;
    private boolean reported;

    private Permit(int generation, boolean probe) {
      this.generation = generation;
      this.probe = probe;
    }

    /// Whether this is the one call that finds out if the endpoint is back.
    public boolean probe() {
      return probe;
    }

    /// Tells what came of the call, once. A call that was cut short tells nothing.
    ///
    /// @param caller who called, so that one caller's bad luck is not taken for an outage
    public void report(VlmReply reply, String caller) {
      Optional<String> before;
      Optional<String> after;
      lock.lock();
      try {
        reported = true;
        before = gate.reason();
        learn(reply, caller);
        after = gate.reason();
        wakeNext();
      } finally {
        lock.unlock();
      }
      log(before, after);
    }

    private void learn(VlmReply reply, String caller) {
      Instant now = clock.instant();
      switch (reply) {
        case VlmReply.Answered _, VlmReply.Rejected _ -> {
          gate.alive();
          grow();
        }
        case VlmReply.Throttled throttled -> {
          gate.alive();
          shrink(limit.refused(generation));
          throttled.retryAfter().ifPresent(wait -> hold(now, wait));
        }
        case VlmReply.Unavailable down ->
            gate.down(now, bounded(down.retryAfter().orElse(Duration.ZERO)), down.message(), probe);
        case VlmReply.Failed failed -> {
          failed.retryAfter().ifPresent(wait -> hold(now, wait));
          learnFrom(failed, caller, now);
        }
      }
    }

    private void learnFrom(VlmReply.Failed failed, String caller, Instant now) {
      switch (failed.symptom()) {
        case ANSWERED -> gate.alive();
        case TIMED_OUT -> {
          shrink(limit.timedOut(generation));
          endProbe();
        }
        case LOST -> {
          shrink(limit.timedOut(generation));
          gate.lost(now, caller, failed.message(), probe);
        }
      }
    }

    /// Before the first drop every success raises the limit, to find the server's measure fast; afterwards one round
    /// of successes raises it by one, else every round would end in a refusal.
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

    private Duration bounded(Duration wait) {
      return wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
    }

    private void endProbe() {
      if (probe) {
        gate.probeEnded();
      }
    }

    private void log(Optional<String> before, Optional<String> after) {
      if (before.isEmpty() && after.isPresent()) {
        LOG.atWarn()
            .addKeyValue(LogKeys.ENDPOINT, name)
            .addKeyValue(LogKeys.REASON, after.get())
            .log("Model endpoint paused");
      } else if (before.isPresent() && after.isEmpty()) {
        LOG.atInfo().addKeyValue(LogKeys.ENDPOINT, name).log("Model endpoint open again");
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        inFlight--;
        if (!reported) {
          endProbe();
        }
        wakeNext();
      } finally {
        lock.unlock();
      }
    }
  }
}
