package dev.pagestream.runtime.consume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/// Counts the calls in flight: at most `window` per partition, at most `maxInFlight` in the
/// process. A parked call holds no slot; when it comes back it waits for one, in order of coming,
/// and is served before any new call, because whoever gives a slot back hands it on at once.
/// Thread-safe; no lock is held while waiting or outside this class.
final class CallSlots {
  private final ReentrantLock lock = new ReentrantLock();
  private final int window;
  private final int maxInFlight;
  private final Map<TopicPartition, Integer> taken = new HashMap<>(); // Guarded by lock.
  private final Deque<Waiter> returning = new ArrayDeque<>(); // Guarded by lock.
  private int inFlight; // Guarded by lock.
  private int parked; // Guarded by lock.

  CallSlots(int window, int maxInFlight) {
    this.window = window;
    this.maxInFlight = maxInFlight;
  }

  /// Takes a slot for a new call, when there is one.
  boolean tryStart(TopicPartition partition) {
    lock.lock();
    try {
      return tryTake(partition);
    } finally {
      lock.unlock();
    }
  }

  /// A call has ended.
  void end(TopicPartition partition) {
    lock.lock();
    try {
      giveBack(partition);
    } finally {
      lock.unlock();
    }
  }

  /// A call parks: it gives its slot up and will [#comeBack].
  void leave(TopicPartition partition) {
    lock.lock();
    try {
      parked++;
      giveBack(partition);
    } finally {
      lock.unlock();
    }
  }

  /// A parked call wants to go on; waits for a slot.
  ///
  /// @throws InterruptedException when interrupted; then no slot is held and the call counts as
  ///   ended
  void comeBack(TopicPartition partition) throws InterruptedException {
    lock.lock();
    try {
      parked--;
      if (tryTake(partition)) {
        return;
      }
      Waiter waiter = new Waiter(partition, lock.newCondition());
      returning.add(waiter);
      try {
        while (!waiter.served) {
          waiter.condition.await();
        }
      } catch (InterruptedException e) {
        if (waiter.served) {
          giveBack(partition);
        } else {
          returning.remove(waiter);
        }
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /// Calls that gave their slot up and have not asked for it back.
  int parked() {
    lock.lock();
    try {
      return parked;
    } finally {
      lock.unlock();
    }
  }

  private boolean tryTake(TopicPartition partition) {
    int ofPartition = taken.getOrDefault(partition, 0);
    if (ofPartition >= window || inFlight >= maxInFlight) {
      return false;
    }
    taken.put(partition, ofPartition + 1);
    inFlight++;
    return true;
  }

  private void giveBack(TopicPartition partition) {
    taken.computeIfPresent(partition, (_, count) -> count == 1 ? null : count - 1);
    inFlight--;
    for (Iterator<Waiter> waiters = returning.iterator();
        waiters.hasNext() && inFlight < maxInFlight; ) {
      Waiter waiter = waiters.next();
      if (tryTake(waiter.partition)) {
        waiters.remove();
        waiter.served = true;
        waiter.condition.signal();
      }
    }
  }

  private static final class Waiter {
    private final TopicPartition partition;
    private final Condition condition;
    private boolean served; // Guarded by lock.

    Waiter(TopicPartition partition, Condition condition) {
      this.partition = partition;
      this.condition = condition;
    }
  }
}
