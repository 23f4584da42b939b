package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The windows of the assigned partitions: made from what is committed, filled, paused, dropped.
/// Confined to the loop thread.
///
/// A partition without a window is paused. It gets one outside of the rebalance callback, where
/// Kafka may be asked and asked again, and not before the calls of its former window have ended, so
/// that two calls never work on one record.
final class Partitions {
  private static final Logger log = LoggerFactory.getLogger(Partitions.class);

  private final Consumer<byte[], byte[]> consumer;
  private final LoopSignal signal;
  private final WindowSettings settings;
  private final Map<TopicPartition, PartitionWindow> windows = new LinkedHashMap<>();
  private final Map<TopicPartition, Opening> openings = new HashMap<>();
  private final Map<TopicPartition, Integer> deadCalls = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();

  /// Partitions whose start mark this process left behind, alive: no death when it opens them next.
  private final Set<TopicPartition> marksLeft = new HashSet<>();

  Partitions(Consumer<byte[], byte[]> consumer, LoopSignal signal, WindowSettings settings) {
    this.consumer = consumer;
    this.signal = signal;
    this.settings = settings;
  }

  Collection<PartitionWindow> windows() {
    return windows.values();
  }

  /// Calls that were cut short and have not ended yet.
  int deadCalls() {
    return deadCalls.values().stream().mapToInt(Integer::intValue).sum();
  }

  void deadCallEnded(TopicPartition partition) {
    deadCalls.computeIfPresent(partition, (_, count) -> count == 1 ? null : count - 1);
  }

  void assigned(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> open(partition, new Opening.Assigned()));
  }

  /// The windows of these partitions, none of which is going to get another.
  List<PartitionWindow> leaving(Collection<TopicPartition> partitions) {
    openings.keySet().removeAll(partitions);
    paused.removeAll(partitions);
    return partitions.stream()
        .filter(windows::containsKey)
        .map(windows::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// Forgets the window; what still runs is cut short and its result ignored.
  void drop(PartitionWindow window) {
    window.die();
    if (window.committedMark() != PartitionWindow.NO_MARK) {
      marksLeft.add(window.partition());
    }
    if (windows.remove(window.partition(), window) && window.running() > 0) {
      deadCalls.merge(window.partition(), window.running(), Integer::sum);
    }
  }

  /// Throws the window away after an abort, and begins again from what is committed.
  void rebuild(PartitionWindow window) {
    drop(window);
    open(window.partition(), new Opening.Rebuilt(window.firstBase()));
  }

  /// Makes the windows that are due. Kafka is asked; when it does not answer they are made another
  /// time.
  void openWindows() {
    if (openings.isEmpty()) {
      return;
    }
    openings.keySet().retainAll(consumer.assignment());
    Map<TopicPartition, Opening> due = new HashMap<>(openings);
    due.keySet().removeAll(deadCalls.keySet());
    if (due.isEmpty()) {
      return;
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          signal.calm(() -> consumer.committed(due.keySet()));
      due.forEach((partition, opening) -> openWindow(partition, opening, committed.get(partition)));
    } catch (RetriableException e) {
      log.atWarn()
          .addKeyValue(LogKeys.REASON, e.toString())
          .log("committed offsets cannot be read, trying again");
    }
  }

  /// Takes records in, and the gaps between and behind them.
  void accept(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.nextOffsets().keySet()) {
      PartitionWindow window = windows.get(partition);
      if (window != null && acceptAll(window, records.records(partition))) {
        window.skipTo(records.nextOffsets().get(partition).offset());
      }
    }
  }

  /// Stops fetching what there is enough of.
  void pauseAndResume() {
    Set<TopicPartition> toPause = new HashSet<>();
    Set<TopicPartition> toResume = new HashSet<>();
    windows.forEach((partition, window) -> {
      boolean isPaused = paused.contains(partition);
      boolean wanted = window.held().wantsPause(isPaused);
      if (wanted != isPaused) {
        (wanted ? toPause : toResume).add(partition);
      }
    });
    pause(toPause);
    consumer.resume(toResume);
    paused.removeAll(toResume);
  }

  /// Finds out which records are in the way.
  void observePressure() {
    windows.forEach((partition, window) -> window.observePressure(!paused.contains(partition)));
  }

  private boolean acceptAll(PartitionWindow window, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (window.held().full()) {
        consumer.seek(window.partition(), record.offset());
        return false;
      }
      if (!window.accept(record)) {
        log.atWarn()
            .addKeyValue(LogKeys.TOPIC, record.topic())
            .addKeyValue(LogKeys.PARTITION, record.partition())
            .addKeyValue(LogKeys.OFFSET, record.offset())
            .log("log has become shorter, beginning where it does");
        drop(window);
        open(window.partition(), new Opening.Cut(record.offset()));
        return false;
      }
    }
    return true;
  }

  private void open(TopicPartition partition, Opening opening) {
    if (consumer.assignment().contains(partition)) {
      openings.put(partition, opening);
      pause(Set.of(partition));
    }
  }

  private void pause(Set<TopicPartition> partitions) {
    consumer.pause(partitions);
    paused.addAll(partitions);
  }

  private void openWindow(
      TopicPartition partition, Opening opening, @Nullable OffsetAndMetadata committed) {
    PartitionWindow window =
        switch (opening) {
          case Opening.Assigned _ -> assignedWindow(partition, committed);
          case Opening.Rebuilt(long firstBase) -> rebuiltWindow(partition, committed, firstBase);
          case Opening.Cut(long offset) ->
              window(partition, offset, CommitMetadata.EMPTY, PartitionWindow.NO_MARK);
        };
    windows.put(partition, window);
    marksLeft.remove(partition);
    openings.remove(partition);
    consumer.seek(partition, window.firstBase());
    log.atInfo()
        .addKeyValue(LogKeys.TOPIC, partition.topic())
        .addKeyValue(LogKeys.PARTITION, partition.partition())
        .addKeyValue(LogKeys.OFFSET, window.firstBase())
        .log("partition opened");
  }

  /// A start mark that nobody cleared tells that the process before died, unless it was this one,
  /// which lost the partition: what it may have been at is suspect. Offsets at which there is no
  /// record yet are not: it died idle.
  private PartitionWindow assignedWindow(
      TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    if (committed == null) {
      long first = signal.calm(() -> consumer.position(partition));
      return window(partition, first, CommitMetadata.EMPTY, PartitionWindow.NO_MARK);
    }
    CommitMetadata metadata = CommitMetadata.decode(committed.metadata());
    OffsetLedger ledger = new OffsetLedger(committed.offset(), metadata);
    if (metadata.startMark() > 0 && !marksLeft.contains(partition)) {
      Map<TopicPartition, Long> ends = signal.calm(() -> consumer.endOffsets(Set.of(partition)));
      long mark = committed.offset() + metadata.startMark();
      ledger.countDeaths(Math.min(mark, ends.getOrDefault(partition, mark)));
    }
    return new PartitionWindow(partition, settings, ledger, PartitionWindow.NO_MARK);
  }

  private PartitionWindow rebuiltWindow(
      TopicPartition partition, @Nullable OffsetAndMetadata committed, long firstBase) {
    if (committed == null) {
      return window(partition, firstBase, CommitMetadata.EMPTY, PartitionWindow.NO_MARK);
    }
    CommitMetadata metadata = CommitMetadata.decode(committed.metadata());
    long mark =
        metadata.startMark() == 0
            ? PartitionWindow.NO_MARK
            : committed.offset() + metadata.startMark();
    return window(partition, committed.offset(), metadata, mark);
  }

  private PartitionWindow window(
      TopicPartition partition, long base, CommitMetadata metadata, long mark) {
    return new PartitionWindow(partition, settings, new OffsetLedger(base, metadata), mark);
  }

  /// Why a window has to be made.
  private sealed interface Opening {
    record Assigned() implements Opening {}

    /// @param firstBase where to begin when nothing was ever committed
    record Rebuilt(long firstBase) implements Opening {}

    /// The records begin below what was committed: the topic was made anew or lost its end.
    record Cut(long offset) implements Opening {}
  }
}
