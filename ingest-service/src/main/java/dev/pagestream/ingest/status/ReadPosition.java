package dev.pagestream.ingest.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/// How far the follower has read, for those who must wait until it has read far enough.
/// Thread-safe.
final class ReadPosition {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<TopicPartition, Long> next = new HashMap<>(); // Guarded by lock.

  /// @param offset of the next record to read
  void advance(TopicPartition partition, long offset) {
    lock.lock();
    try {
      next.merge(partition, offset, Math::max);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything below these offsets was read; false when that took too long.
  boolean await(Map<TopicPartition, Long> ends, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (!reached(ends)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = moved.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
