package dev.pagestream.vlm.endpoint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Callers that wait for a permit, first come first served, but for those who hold themselves up:
/// their group or window is full, or there were too many retries. Callers that can only wait for
/// the same are kept in a row of their own, so that finding the next costs as much as there are
/// rows, not as there are callers. Not thread-safe: guarded by the [Endpoint]'s lock.
final class WaitingLine {
  private final Map<Row, SequencedSet<Waiter>> rows = new LinkedHashMap<>();
  private long arrivals;
  private int size;

  private record Row(String group, String window, boolean retry) {
    static Row of(Caller caller) {
      return new Row(
          caller.grouped() ? caller.group() : "",
          caller.windowed() ? caller.window() : "",
          caller.retry());
    }
  }

  /// One who waits.
  static final class Waiter {
    final Caller caller;
    final Condition condition;

    /// Handed over by whoever made room.
    Endpoint.@Nullable Permit permit;

    /// When it looks by itself at what time has brought.
    Instant wakesAt = Instant.MIN;

    private final long arrival;

    private Waiter(Caller caller, Condition condition, long arrival) {
      this.caller = caller;
      this.condition = condition;
      this.arrival = arrival;
    }
  }

  Waiter add(Caller caller, Condition condition) {
    Waiter waiter = new Waiter(caller, condition, arrivals++);
    rows.computeIfAbsent(Row.of(caller), _ -> new LinkedHashSet<>()).add(waiter);
    size++;
    return waiter;
  }

  /// Does nothing for one who has left already.
  void remove(Waiter waiter) {
    Row row = Row.of(waiter.caller);
    SequencedSet<Waiter> waiters = rows.get(row);
    if (waiters != null && waiters.remove(waiter)) {
      size--;
      if (waiters.isEmpty()) {
        rows.remove(row);
      }
    }
  }

  /// Who has waited longest among those whose row may go on.
  Optional<Waiter> first(Predicate<Caller> mayGoOn) {
    Waiter first = null;
    for (SequencedSet<Waiter> row : rows.values()) {
      Waiter head = row.getFirst();
      if ((first == null || head.arrival < first.arrival) && mayGoOn.test(head.caller)) {
        first = head;
      }
    }
    return Optional.ofNullable(first);
  }

  int size() {
    return size;
  }
}
