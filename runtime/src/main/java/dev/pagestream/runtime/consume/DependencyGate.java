package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.resilience.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Holds all calls back while something the whole stage needs is away, except one at a time that
/// probes.
///
/// Who may probe is a matter of time alone: at `nextProbe` the first to ask goes, and moves it on
/// by a lease. So a probe that takes long, or whose partition leaves, holds up the others for no
/// longer than the lease. A probe that fails again moves it on by a growing back-off; one that
/// comes through opens the gate for all. Thread-safe.
final class DependencyGate {
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private @Nullable String away; // Guarded by lock.
  private int failures; // Guarded by lock.
  private long nextProbe; // Guarded by lock. In nanoTime.
  private int waiting; // Guarded by lock.

  DependencyGate(Backoff backoff, LongSupplier nanoTime, RandomGenerator random) {
    this.backoff = backoff;
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /// The dependency that is away.
  Optional<String> waitingFor() {
    lock.lock();
    try {
      return Optional.ofNullable(away);
    } finally {
      lock.unlock();
    }
  }

  /// A call found the dependency away. Of the calls that were under way when it went, only the
  /// first counts.
  ///
  /// @return whether the gate has just closed
  boolean failed(String dependency, Pass pass) {
    lock.lock();
    try {
      boolean closes = away == null;
      if (closes || pass == Pass.PROBE) {
        failures = closes ? 0 : failures + 1;
        away = dependency;
        nextProbe = nanoTime.getAsLong() + backoff.delay(failures, random).toNanos();
        changed.signalAll();
      }
      return closes;
    } finally {
      lock.unlock();
    }
  }

  /// A probe came through.
  ///
  /// @return whether the gate has just opened
  boolean passed(Pass pass) {
    lock.lock();
    try {
      if (pass == Pass.FREE || away == null) {
        return false;
      }
      away = null;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the gate opens, or until it is this call's turn to probe.
  Pass await() throws InterruptedException {
    lock.lock();
    try {
      waiting++;
      while (away != null) {
        long remaining = nextProbe - nanoTime.getAsLong();
        if (remaining <= 0) {
          return takeProbe();
        }
        changed.awaitNanos(remaining);
      }
      return Pass.FREE;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /// Whether a new call may start: while the gate is closed, only as a probe and when no older call
  /// waits to be one.
  Optional<Pass> tryStart() {
    lock.lock();
    try {
      if (away == null) {
        return Optional.of(Pass.FREE);
      }
      boolean mayProbe = waiting == 0 && nextProbe - nanoTime.getAsLong() <= 0;
      return mayProbe ? Optional.of(takeProbe()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Calls that wait.
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private Pass takeProbe() {
    nextProbe = nanoTime.getAsLong() + LEASE.toNanos();
    return Pass.PROBE;
  }

  /// How a call came through the gate.
  enum Pass {
    FREE,
    PROBE
  }
}
