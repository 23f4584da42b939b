package dev.pagestream.pageworker;

import dev.pagestream.runtime.consume.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Runs the work on one page on a platform thread of its own and gives it up when it takes too
/// long. Thread-safe.
///
/// Callers bound how many pages run at once. A page that is given up is interrupted and mostly ends
/// at its next operator, but a decoder may go on for long: with `maxAbandoned` such threads no
/// further page is to be started.
final class PageThreads {
  private enum State {
    RUNNING,
    ENDED,
    ABANDONED
  }

  private final int maxAbandoned;
  private final AtomicInteger abandoned = new AtomicInteger();

  PageThreads(int maxAbandoned) {
    this.maxAbandoned = maxAbandoned;
  }

  /// Threads that were given up and have not ended yet.
  int abandoned() {
    return abandoned.get();
  }

  /// @throws DependencyUnavailableException when too many threads were given up and still run
  void requireRoom() {
    int stuck = abandoned.get();
    if (stuck >= maxAbandoned) {
      throw new DependencyUnavailableException(
          "page threads", new IllegalStateException(stuck + " pages were given up and still run"));
    }
  }

  /// @param work may throw anything, errors included
  /// @throws TimeoutException when it took too long
  /// @throws ExecutionException with what the work threw
  /// @throws InterruptedException when the caller was interrupted; the work is given up
  <T> T call(String name, Callable<T> work, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> run(task, state));
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!task.isDone()) {
        giveUp(thread, state);
      }
    }
  }

  private void run(FutureTask<?> task, AtomicReference<State> state) {
    task.run();
    if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
      abandoned.decrementAndGet();
    }
  }

  private void giveUp(Thread thread, AtomicReference<State> state) {
    abandoned.incrementAndGet();
    if (state.compareAndSet(State.RUNNING, State.ABANDONED)) {
      thread.interrupt();
    } else {
      abandoned.decrementAndGet(); // It ended in this moment.
    }
  }
}
