package dev.pagestream.ingest.status;

import dev.pagestream.schema.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The store, with a bell: those who wait for a task are woken when its status changes.
/// Thread-safe; the number of waiters is bounded.
public final class StatusBoard implements AutoCloseable {
  /// Those who wait for one task. Immutable; replaced under the map's lock.
  private record Waiting(int threads, CountDownLatch bell) {
    Waiting with(int more) {
      return new Waiting(threads + more, bell);
    }
  }

  private final StatusStore store;
  private final Semaphore permits;
  private final ConcurrentHashMap<String, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public StatusBoard(StatusStore store, int maxWaiting) {
    this.store = store;
    this.permits = new Semaphore(maxWaiting);
  }

  StatusStore store() {
    return store;
  }

  public void put(TaskStatus status) {
    store.put(status);
    ring(status.getTaskId());
  }

  /// The status of a task this process just submitted.
  public void putFirst(TaskStatus status) {
    store.putFirst(status);
    ring(status.getTaskId());
  }

  public void remove(String taskId) {
    store.remove(taskId);
    ring(taskId);
  }

  /// The status as soon as it differs from the given one, or as it is when the time is up, the task
  /// is finished, or too many wait already.
  public Optional<TaskStatus> awaitChange(TaskStatus seen, Duration limit)
      throws InterruptedException {
    if (StatusStore.isFinal(seen)
        || limit.isNegative()
        || limit.isZero()
        || !permits.tryAcquire()) {
      return Optional.of(seen);
    }
    String taskId = seen.getTaskId();
    Waiting mine =
        waiting.compute(
            taskId,
            (_, others) -> others == null ? new Waiting(1, new CountDownLatch(1)) : others.with(1));
    try {
      if (!closed
          && store
              .find(taskId)
              .equals(Optional.of(seen))) { // Read after registering, or a change is missed.
        boolean _ =
            mine.bell.await(
                limit.toMillis(),
                TimeUnit.MILLISECONDS); // Rung or not, the status is told as it is.
      }
    } finally {
      waiting.computeIfPresent(
          taskId,
          (_, others) -> {
            if (!others.bell.equals(mine.bell)) { // Rung meanwhile; these are new ones.
              return others;
            }
            return others.threads == 1 ? null : others.with(-1);
          });
      permits.release();
    }
    return store.find(taskId);
  }

  private void ring(String taskId) {
    Waiting woken = waiting.remove(taskId);
    if (woken != null) {
      woken.bell.countDown();
    }
  }

  /// Wakes all who wait, so that they answer before the server stops.
  @Override
  public void close() {
    closed = true;
    List.copyOf(waiting.keySet()).forEach(this::ring);
  }
}
