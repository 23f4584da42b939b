package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.endpoint.WaitingLine.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One model behind one or several servers, called with one set of credentials: lets calls through
/// as its [EndpointState] allows. Thread-safe.
///
/// Callers wait in a [WaitingLine]. Whoever makes room hands the permits to those whose turn it is
/// and wakes only them, so a thousand waiting pictures cost one wake-up per call, not a thousand.
/// What time alone brings (the end of a pause, the next call of a rate) is awaited by the one who
/// has waited longest. The lock is never held across I/O.
public final class Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  /// Upper bound of one sleep; the loop looks again.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  /// Time between two looks whether to give up.
  private static final Duration GIVE_UP_LOOK = Duration.ofMillis(900);

  private final String name;
  private final EndpointSettings settings;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitingLine line = new WaitingLine(); // Guarded by lock.
  private final EndpointState state; // Guarded by lock.
  private Instant opensAt = Instant.MAX; // Guarded by lock; when time alone may bring something.

  /// @param name for logs and messages: no credentials, no query
  public Endpoint(String name, EndpointSettings settings, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.state = new EndpointState(settings, this::roomMade, clock.instant());
  }

  public String name() {
    return name;
  }

  /// A permit if there is one now and nobody waits for it.
  public Optional<Permit> tryEnter(Caller caller) {
    return locked(() -> {
      Instant now = clock.instant();
      serve(now);
      boolean waitsFirst = line.first(other -> !state.holdsItselfUp(other, now)).isPresent();
      return waitsFirst || state.holdsItselfUp(caller, now)
          ? Optional.empty()
          : state.admit(caller, now).map(Permit::new);
    });
  }

  /// Waits for a permit; empty when the deadline has passed.
  public Optional<Permit> enter(Caller caller, Instant deadline) throws InterruptedException {
    return enter(caller, deadline, LONGEST_SLEEP, () -> false);
  }

  /// Waits for a permit; empty when the deadline has passed, and within a second after `giveUp`
  /// turned true.
  ///
  /// @param giveUp asked under the endpoint's lock, so it must be quick and take none
  public Optional<Permit> enter(Caller caller, Instant deadline, BooleanSupplier giveUp)
      throws InterruptedException {
    return enter(caller, deadline, GIVE_UP_LOOK, giveUp);
  }

  /// Why the endpoint is paused, all replicas of it; empty when it is not.
  public Optional<String> pausedBecause() {
    return locked(state::pausedBecause);
  }

  /// Calls its servers are trusted with at a time.
  public int limit() {
    return locked(state::limit);
  }

  /// What it is like now.
  public EndpointView view() {
    return locked(() -> state.view(line.size(), clock.instant()));
  }

  private Optional<Permit> enter(
      Caller caller, Instant deadline, Duration longestSleep, BooleanSupplier giveUp)
      throws InterruptedException {
    lock.lockInterruptibly();
    Waiter waiter = line.add(caller, lock.newCondition());
    boolean ends = false;
    try {
      boolean looks = true; // Later only the one who keeps the time, the others are handed theirs.
      for (Instant now = clock.instant(); now.isBefore(deadline); now = clock.instant()) {
        if (looks) {
          serve(now);
        }
        if (waiter.permit != null || giveUp.getAsBoolean()) {
          break;
        }
        sleep(waiter, now, earlier(deadline, now.plus(longestSleep)));
        looks = keepsTime(waiter);
      }
      ends = true;
      return Optional.ofNullable(waiter.permit);
    } finally {
      try {
        leave(waiter, ends);
      } finally {
        lock.unlock();
      }
      tellHost();
    }
  }

  private void roomMade() {
    lock.lock();
    try {
      serve(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /// Without the lock: other endpoints are told, which take theirs.
  private void tellHost() {
    settings.host().ifPresent(HostLimit::tell);
  }

  /// @param ends false when an interrupt gets in the way of a permit that was handed over already
  private void leave(Waiter waiter, boolean ends) {
    if (waiter.permit == null) {
      line.remove(waiter);
      serve(clock.instant());
    } else if (!ends) {
      waiter.permit.over = true;
      state.cutShort(waiter.permit.admission);
      serve(clock.instant());
    }
  }

  /// Hands out what there is, then sees to it that somebody wakes when there is more.
  private void serve(Instant now) {
    opensAt = Instant.MAX;
    Optional<Waiter> next = next(now);
    while (next.isPresent()) {
      Waiter waiter = next.get();
      Optional<EndpointState.Admission> admission = state.admit(waiter.caller, now);
      if (admission.isEmpty()) {
        opensAt = state.opensAt(waiter.caller, now);
        break;
      }
      waiter.permit = new Permit(admission.get());
      line.remove(waiter);
      waiter.condition.signal();
      next = next(now);
    }
    Instant retry = state.retryOpensAt(now);
    if (retry.isAfter(now) && line.first(Caller::retry).isPresent()) {
      opensAt = earlier(opensAt, retry);
    }
    longest()
        .filter(waiter -> opensAt.isBefore(waiter.wakesAt))
        .ifPresent(waiter -> waiter.condition.signal());
  }

  private Optional<Waiter> next(Instant now) {
    return line.first(caller -> !state.holdsItselfUp(caller, now));
  }

  private Optional<Waiter> longest() {
    return line.first(_ -> true);
  }

  private boolean keepsTime(Waiter waiter) {
    return longest().filter(waiter::equals).isPresent();
  }

  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  private void sleep(Waiter waiter, Instant now, Instant atTheLatest) throws InterruptedException {
    waiter.wakesAt = keepsTime(waiter) ? earlier(atTheLatest, opensAt) : atTheLatest;
    Duration nap = Duration.between(now, waiter.wakesAt);
    boolean _ = waiter.condition.await(Math.max(1, nap.toMillis()), TimeUnit.MILLISECONDS);
    waiter.wakesAt = Instant.MIN;
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

  private void log(String replica, Optional<String> before, Optional<String> after) {
    if (before.isEmpty() && after.isPresent()) {
      LOG.atWarn()
          .addKeyValue(LogKeys.ENDPOINT, replica)
          .addKeyValue(LogKeys.REASON, after.get())
          .log("model endpoint paused");
    } else if (before.isPresent() && after.isEmpty()) {
      LOG.atInfo().addKeyValue(LogKeys.ENDPOINT, replica).log("model endpoint open again");
    }
  }

  /// The right to make one call. Confined to the caller's thread. It ends with the report of what
  /// came of the call, so that the next one goes while this answer is stored; close it in any case.
  public final class Permit implements AutoCloseable {
    private final EndpointState.Admission admission;
    private boolean over;

    private Permit(EndpointState.Admission admission) {
      this.admission = admission;
    }

    /// Where the call goes.
    public Replica replica() {
      return settings.replicas().get(admission.replica());
    }

    /// Whether this is the one call that finds out if the replica is back.
    public boolean probe() {
      return admission.entry().probe();
    }

    /// Tells what came of the call, once, and gives the permit back. A call that was cut short
    /// tells nothing.
    ///
    /// @param caller who called, so that one caller's bad luck is not taken for an outage
    public void report(VlmReply reply, String caller) {
      over = true;
      Optional<String> before;
      Optional<String> after;
      lock.lock();
      try {
        Instant now = clock.instant();
        before = state.pausedBecause(admission.replica());
        try {
          state.learn(reply, admission, caller, now);
        } finally {
          state.ended(admission);
        }
        after = state.pausedBecause(admission.replica());
        serve(now);
      } finally {
        lock.unlock();
      }
      tellHost();
      log(replica().name(), before, after);
    }

    @Override
    public void close() {
      if (over) {
        return;
      }
      over = true;
      lock.lock();
      try {
        state.cutShort(admission);
        serve(clock.instant());
      } finally {
        lock.unlock();
      }
      tellHost();
    }
  }
}
