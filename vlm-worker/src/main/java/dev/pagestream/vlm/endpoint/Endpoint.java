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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One model behind one address, called with one set of credentials: lets calls through as its
/// [EndpointState] allows. Thread-safe.
///
/// Callers wait in a queue, first come first served. Only its head looks at the state; it wakes its
/// follower when it leaves, so a thousand waiting pictures cost one wake-up per call, not a
/// thousand. The lock is never held across I/O.
public final class Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  /// Upper bound of one sleep; the loop looks again.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final String name;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> queue = new ArrayDeque<>(); // Guarded by lock.
  private final EndpointState state; // Guarded by lock.

  /// @param name for logs and messages: no credentials, no query
  public Endpoint(String name, AimdLimit limit, InstantSource clock) {
    this.name = name;
    this.state = new EndpointState(limit);
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  /// A permit if there is one now and nobody waits for it.
  public Optional<Permit> tryEnter() {
    return locked(() -> queue.isEmpty() ? permit(clock.instant()) : Optional.empty());
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
        sleep(turn, now, first ? earlier(deadline, state.opensAt(now)) : deadline);
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
    return locked(state::pausedBecause);
  }

  /// Calls the server is trusted with at a time.
  public int limit() {
    return locked(state::limit);
  }

  /// Callers in the queue.
  int waiting() {
    return locked(queue::size);
  }

  private Optional<Permit> permit(Instant now) {
    return state.admit(now).map(Permit::new);
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private static void sleep(Condition turn, Instant now, Instant wake) throws InterruptedException {
    Duration nap = Duration.between(now, earlier(wake, now.plus(LONGEST_SLEEP)));
    boolean _ = turn.await(Math.max(1, nap.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void wakeNext() {
    Condition first = queue.peekFirst();
    if (first != null) {
      first.signal();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void log(Optional<String> before, Optional<String> after) {
    if (before.isEmpty() && after.isPresent()) {
      LOG.atWarn()
          .addKeyValue(LogKeys.ENDPOINT, name)
          .addKeyValue(LogKeys.REASON, after.get())
          .log("model endpoint paused");
    } else if (before.isPresent() && after.isEmpty()) {
      LOG.atInfo().addKeyValue(LogKeys.ENDPOINT, name).log("model endpoint open again");
    }
  }

  /// The right to make one call. Confined to the caller's thread; close it when the call is over.
  public final class Permit implements AutoCloseable {
    private final EndpointState.Admission admission;
    private boolean reported;

    private Permit(EndpointState.Admission admission) {
      this.admission = admission;
    }

    /// Whether this is the one call that finds out if the endpoint is back.
    public boolean probe() {
      return admission.probe();
    }

    /// Tells what came of the call, once. A call that was cut short tells nothing.
    ///
    /// @param caller who called, so that one caller's bad luck is not taken for an outage
    public void report(VlmReply reply, String caller) {
      reported = true;
      Optional<String> before;
      Optional<String> after;
      lock.lock();
      try {
        before = state.pausedBecause();
        state.learn(reply, admission, caller, clock.instant());
        after = state.pausedBecause();
        wakeNext();
      } finally {
        lock.unlock();
      }
      log(before, after);
    }

    @Override
    public void close() {
      lock.lock();
      try {
        state.ended();
        if (!reported) {
          state.cutShort(admission);
        }
        wakeNext();
      } finally {
        lock.unlock();
      }
    }
  }
}
