package dev.pagestream.vlm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Lets one task per fingerprint ask, and all others of the same fingerprint wait for what it gets
/// (guarantee G5). Thread-safe; holds as many entries as there are leaders.
///
/// A leader that leaves without a result, because its partition moves or because something of its
/// own failed, hands over: its followers wake up with nothing and take a seat again, and the first
/// of them leads.
final class FingerprintJoin<R> {
  private final ConcurrentHashMap<String, CompletableFuture<Optional<R>>> flights =
      new ConcurrentHashMap<>();

  /// A place in the join.
  sealed interface Seat<R> {}

  /// Takes the seat that is free: that of the leader when nobody leads.
  Seat<R> take(String fingerprint) {
    CompletableFuture<Optional<R>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<R>> theirs = flights.putIfAbsent(fingerprint, mine);
    return theirs == null ? new Lead<>(this, fingerprint, mine) : new Follow<>(theirs);
  }

  /// Asks for all. Must be closed, with or without a shared result. Confined to one thread.
  static final class Lead<R> implements Seat<R>, AutoCloseable {
    private final FingerprintJoin<R> join;
    private final String fingerprint;
    private final CompletableFuture<Optional<R>> flight;
    private @Nullable R result;

    private Lead(
        FingerprintJoin<R> join, String fingerprint, CompletableFuture<Optional<R>> flight) {
      this.join = join;
      this.fingerprint = fingerprint;
      this.flight = flight;
    }

    /// Gives the result to those who wait, on close.
    R share(R shared) {
      result = shared;
      return shared;
    }

    @Override
    public void close() {
      join.flights.remove(fingerprint, flight);
      flight.complete(Optional.ofNullable(result));
    }
  }

  /// Waits for the leader.
  record Follow<R>(CompletableFuture<Optional<R>> flight) implements Seat<R> {
    /// The leader's result; empty when it left without one or the time is over.
    Optional<R> await(Duration limit) throws InterruptedException {
      try {
        return flight.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("flights never complete exceptionally", e);
      }
    }
  }
}
