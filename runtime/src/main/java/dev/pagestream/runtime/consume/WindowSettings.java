package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.List;

/// How a windowed consumer runs. Immutable.
///
/// @param topics what is read
/// @param groupId consumer group
/// @param transactionalId stable per instance, so that a restart after kill -9 frees the readers at
///   once
/// @param window calls in flight per partition, 1 to 1000
/// @param lookAhead offsets above the lowest unfinished one that may be started, 1 to 4096 (the
///   bitmap of finished ones must fit into 4 KiB of commit metadata)
/// @param lookAheadBytes record bytes held per partition; one record more may be held
/// @param maxInFlight calls in flight in this process, over all partitions
/// @param ordering which records may run side by side
/// @param drainTimeout how long running calls may go on when a partition leaves or the service
///   stops: the call time-out
/// @param commitInterval time between commits under load; an idle consumer commits at once
/// @param maxAttempts tries of a record whose handler throws, before it becomes a dead letter
/// @param startMarks whether records can kill the process: their starts are then recorded before
///   they happen, and counted as deaths when the process did not come back
/// @param putBackAfter how long a record waits before it may be put back for the first time; twice
///   as long with each time before, up to twelve times this (see [CallSlot#pressed])
public record WindowSettings(
    List<String> topics,
    String groupId,
    String transactionalId,
    int window,
    int lookAhead,
    long lookAheadBytes,
    int maxInFlight,
    Ordering ordering,
    Duration drainTimeout,
    Duration commitInterval,
    int maxAttempts,
    boolean startMarks,
    Duration putBackAfter) {
  public WindowSettings {
    topics = List.copyOf(topics);
    require(!topics.isEmpty(), "topics is empty");
    require(window >= 1 && window <= 1000, "window is " + window + ", must be 1 to 1000");
    require(
        lookAhead >= 1 && lookAhead <= 4096, "lookAhead is " + lookAhead + ", must be 1 to 4096");
    require(lookAheadBytes >= 1, "lookAheadBytes is " + lookAheadBytes + ", must be positive");
    require(maxInFlight >= 1, "maxInFlight is " + maxInFlight + ", must be at least 1");
    require(
        !drainTimeout.isNegative(), "drainTimeout is " + drainTimeout + ", must not be negative");
    require(
        commitInterval.isPositive(), "commitInterval is " + commitInterval + ", must be positive");
    require(
        !putBackAfter.isNegative(), "putBackAfter is " + putBackAfter + ", must not be negative");
    require(maxAttempts >= 1, "maxAttempts is " + maxAttempts + ", must be at least 1");
  }

  /// Sensible defaults: look-ahead 1024 offsets or 16 MiB, commits every 100 ms under load, three
  /// attempts.
  public static WindowSettings of(
      String topic, String groupId, String transactionalId, int window) {
    return new WindowSettings(
        List.of(topic),
        groupId,
        transactionalId,
        window,
        1024,
        16L << 20,
        Integer.MAX_VALUE,
        Ordering.UNORDERED,
        Duration.ofSeconds(60),
        Duration.ofMillis(100),
        3,
        false,
        Duration.ofSeconds(5));
  }

  public WindowSettings withTopics(List<String> newTopics) {
    return new WindowSettings(
        newTopics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        maxInFlight,
        ordering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        putBackAfter);
  }

  public WindowSettings withLookAhead(int newLookAhead) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        newLookAhead,
        lookAheadBytes,
        maxInFlight,
        ordering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        putBackAfter);
  }

  public WindowSettings withMaxInFlight(int newMaxInFlight) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        newMaxInFlight,
        ordering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        putBackAfter);
  }

  public WindowSettings withOrdering(Ordering newOrdering) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        maxInFlight,
        newOrdering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        putBackAfter);
  }

  public WindowSettings withDrainTimeout(Duration newDrainTimeout) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        maxInFlight,
        ordering,
        newDrainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        putBackAfter);
  }

  public WindowSettings withStartMarks(boolean newStartMarks) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        maxInFlight,
        ordering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        newStartMarks,
        putBackAfter);
  }

  public WindowSettings withPutBackAfter(Duration newPutBackAfter) {
    return new WindowSettings(
        topics,
        groupId,
        transactionalId,
        window,
        lookAhead,
        lookAheadBytes,
        maxInFlight,
        ordering,
        drainTimeout,
        commitInterval,
        maxAttempts,
        startMarks,
        newPutBackAfter);
  }

  /// Whether records may go to the end of their partition: not where their order counts, and not
  /// where deaths are counted by offset.
  boolean mayPutBack() {
    return ordering == Ordering.UNORDERED && !startMarks;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
