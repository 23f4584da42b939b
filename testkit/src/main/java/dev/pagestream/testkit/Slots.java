package dev.pagestream.testkit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// The capacity of a model server: slots, and a queue before them. Thread-safe.
final class Slots {
  private final Semaphore free;
  private final int limit;
  private final AtomicInteger inside = new AtomicInteger();

  Slots(int slots, int queue) {
    this.free = new Semaphore(slots, true);
    this.limit = slots + queue;
  }

  /// Waits for a slot; false at once when the queue is full.
  boolean enter() throws InterruptedException {
    if (inside.incrementAndGet() > limit) {
      inside.decrementAndGet();
      return false;
    }
    try {
      free.acquire();
      return true;
    } catch (InterruptedException e) {
      inside.decrementAndGet();
      throw e;
    }
  }

  void leave() {
    free.release();
    inside.decrementAndGet();
  }
}
