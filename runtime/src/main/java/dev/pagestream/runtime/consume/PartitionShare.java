package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/// How much of its topics this process reads. Updated by the loop, read by any thread.
final class PartitionShare {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final List<String> topics;
  private final ToIntFunction<String> partitionsOf;
  private int assigned = -1;
  private long lookedAt;
  private volatile double share = 1;

  /// @param partitionsOf how many partitions a topic has; 0 when that is not known
  PartitionShare(List<String> topics, ToIntFunction<String> partitionsOf) {
    this.topics = topics;
    this.partitionsOf = partitionsOf;
  }

  /// Partitions assigned over all partitions, 0 to 1; 1 when that is not known, 0 only while none
  /// is assigned.
  double value() {
    return share;
  }

  /// Looks again, when something has changed or it is long ago.
  ///
  /// @param now partitions this process has
  /// @param nanos a clock that only goes forward
  void observe(int now, long nanos) {
    if (now == assigned && nanos - lookedAt < INTERVAL) {
      return;
    }
    assigned = now;
    lookedAt = nanos;
    int all = 0;
    for (String topic : topics) {
      int partitions = partitionsOf.applyAsInt(topic);
      if (partitions <= 0) {
        share = 1;
        return;
      }
      all += partitions;
    }
    share = Math.min(1, (double) assigned / all);
  }
}
