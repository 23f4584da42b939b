package dev.pagestream.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The capacity of a model server: slots, and a queue before them. Both may change while calls are
/// inside, who then count against what there is now. Thread-safe.
final class Slots {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition room = lock.newCondition();
  private int slots; // All guarded by lock.
  private int queue;
  private int working;
  private int waiting;

  Slots(int slots, int queue) {
    this.slots = slots;
    this.queue = queue;
  }

  void resize(int newSlots, int newQueue) {
    lock.lock();
    try {
      slots = newSlots;
      queue = newQueue;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a slot; false at once when the queue is full.
  boolean enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (working + waiting >= slots + queue) {
        return false;
      }
      waiting++;
      try {
        while (working >= slots) {
          boolean _ = room.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
      } finally {
        waiting--;
      }
      working++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      working--;
      room.signal();
    } finally {
      lock.unlock();
    }
  }
}
