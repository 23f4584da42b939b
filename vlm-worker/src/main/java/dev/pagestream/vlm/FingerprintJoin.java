package dev.pagestream.vlm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets one task per fingerprint ask, and all others of the same fingerprint wait for what it gets
/// (guarantee G5). Thread-safe; holds as many entries as there are leaders.
///
/// A leader that leaves without a result, because its partition moves or because something of its
/// own failed, hands over: its followers wake up with nothing and take a seat again, and the first
/// of them leads.
final class FingerprintJoin<R> {
  private final ConcurrentHashMap<String, Flight<R>> flights = new ConcurrentHashMap<>();

  /// One question under way, and how many wait for it beside its leader.
  private record Flight<R>(CompletableFuture<Optional<R>> result, AtomicInteger followers) {
    Flight() {
      this(new CompletableFuture<>(), new AtomicInteger());
    }
  }

  /// A place in the join.
  sealed interface Seat<R> {}

  /// Takes the seat that is free: that of the leader when nobody leads.
  Seat<R> take(String fingerprint) {
    Flight<R> mine = new Flight<>();
    Flight<R> theirs = flights.putIfAbsent(fingerprint, mine);
    return theirs == null ? new Lead<>(this, fingerprint, mine) : new Follow<>(theirs);
  }

  /// Whether anybody waits for a leader.
  boolean followed(String fingerprint) {
    Flight<R> flight = flights.get(fingerprint);
    return flight != null && flight.followers().get() > 0;
  }

  /// Asks for all. Must be closed, with or without a shared result. Confined to one thread.
  static final class Lead<R> implements Seat<R>, AutoCloseable {
    private final FingerprintJoin<R> join;
    private final String fingerprint;
    private final Flight<R> flight;
    private @Nullable R result;

    private Lead(FingerprintJoin<R> join, String fingerprint, Flight<R> flight) {
      this.join = join;
      this.fingerprint = fingerprint;
      this.flight = flight;
    }

    /// Gives the result to those who wait, on close.
    R share(R shared) {
      result = shared;
      return shared;
    }

    /// Whether others wait for the result now.
    boolean followed() {
      return flight.followers().get() > 0;
    }

    @Override
    public void close() {
      join.flights.remove(fingerprint, flight);
      flight.result().complete(Optional.ofNullable(result));
    }
  }

  /// Waits for the leader.
  static final class Follow<R> implements Seat<R> {
    private static final long SLICE_MILLIS = 1_000;

    private final Flight<R> flight;

    private Follow(Flight<R> flight) {
      this.flight = flight;
    }

    /// The leader's result; empty when it left without one, the time is over, or `giveUp` said so,
    /// which is asked every second.
    Optional<R> await(Duration limit, BooleanSupplier giveUp) throws InterruptedException {
      flight.followers().incrementAndGet();
      try {
        return awaitCounted(limit, giveUp);
      } finally {
        flight.followers().decrementAndGet();
      }
    }

    private Optional<R> awaitCounted(Duration limit, BooleanSupplier giveUp)
        throws InterruptedException {
      long end = System.nanoTime() + limit.toNanos();
      for (long left = limit.toMillis(); left > 0 && !giveUp.getAsBoolean(); ) {
        Optional<Optional<R>> slice = slice(Math.min(left, SLICE_MILLIS));
        if (slice.isPresent()) {
          return slice.get();
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      return Optional.empty();
    }

    /// Empty when the flight goes on.
    private Optional<Optional<R>> slice(long millis) throws InterruptedException {
      try {
        return Optional.of(flight.result().get(millis, TimeUnit.MILLISECONDS));
      } catch (TimeoutException _) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("flights never complete exceptionally", e);
      }
    }
  }
}
