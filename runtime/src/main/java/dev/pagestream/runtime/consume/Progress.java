package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what the calls hand over and decides when it is committed: at once when nothing else
/// runs or nothing was committed for a while, else every `commitInterval`. Confined to the loop
/// thread.
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private static final int COMMIT_TRIES = 4;
  private static final Backoff AFTER_ABORT =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
  private static final Duration NEVER = Duration.ofDays(1);

  private final WindowSettings settings;
  private final Partitions partitions;
  private final Starter starter;
  private final TransactionalOutput output;
  private final Supplier<ConsumerGroupMetadata> group;
  private final Queue<Completion> ended;
  private final ConsumerMetrics metrics;
  private final CallEnvironment environment;
  private List<Completion.Settled> batch = new ArrayList<>();
  private long lastCommit;

  Progress(
      Partitions partitions,
      Starter starter,
      TransactionalOutput output,
      Supplier<ConsumerGroupMetadata> group,
      Queue<Completion> ended,
      ConsumerMetrics metrics,
      CallEnvironment environment) {
    this.partitions = partitions;
    this.starter = starter;
    this.output = output;
    this.group = group;
    this.ended = ended;
    this.metrics = metrics;
    this.environment = environment;
    this.settings = environment.settings();
    this.lastCommit = System.nanoTime() - settings.commitInterval().toNanos();
  }

  /// Takes in what has ended since.
  void collect() {
    for (Completion completion = ended.poll(); completion != null; completion = ended.poll()) {
      Call call = completion.call();
      PartitionWindow window = call.partitionWindow();
      window.ended(call);
      if (window.dead()) {
        partitions.deadCallEnded(window.partition());
        continue;
      }
      switch (completion) {
        case Completion.Settled settled -> {
          window.finish(call.pending());
          window.pressure().ended(settled.outcome());
          batch.add(settled);
        }
        case Completion.Unsettled _ -> window.putBack(call.pending());
      }
    }
  }

  /// How long a commit may wait.
  Duration untilDue() {
    Collection<PartitionWindow> windows = partitions.windows();
    boolean allEnded = windows.stream().allMatch(window -> window.running() == 0);
    if (windows.stream().anyMatch(starter::needsMark) || (!batch.isEmpty() && allEnded)) {
      return Duration.ZERO;
    }
    if (!batch.isEmpty()
        || windows.stream().anyMatch(window -> window.changed() && window.idle())) {
      return settings.commitInterval().minusNanos(System.nanoTime() - lastCommit);
    }
    return NEVER;
  }

  /// @return whether it was due
  boolean commitIfDue() {
    if (untilDue().isPositive()) {
      return false;
    }
    commit();
    return true;
  }

  /// Commits everything there is, in one transaction if Kafka takes it.
  void commit() {
    List<Completion.Settled> all = batch;
    batch = new ArrayList<>();
    commit(all);
  }

  /// When Kafka refuses a result, which does not tell whose, each half goes in a transaction of its
  /// own, and so on. What is refused by itself becomes a dead letter.
  private void commit(List<Completion.Settled> settled) {
    settled.removeIf(each -> each.call().partitionWindow().dead());
    Optional<RuntimeException> refusal = commitWithRetries(settled);
    if (refusal.isEmpty()) {
      return;
    }
    if (settled.size() <= 1) {
      settled.forEach(each -> refused(each, refusal.get()));
      return;
    }
    settled.forEach(each -> each.call().partitionWindow().reopen(each.call().pending()));
    int middle = settled.size() / 2;
    for (List<Completion.Settled> half :
        List.of(settled.subList(0, middle), settled.subList(middle, settled.size()))) {
      half.forEach(each -> each.call().partitionWindow().finish(each.call().pending()));
      commit(new ArrayList<>(half));
    }
  }

  /// A transaction that was undone is tried again as it is: at a rebalance the group may refuse a
  /// commit for a moment. When that does not help, what the group has decides, and all calls of
  /// these partitions are made again.
  ///
  /// @return why Kafka refuses one of the results
  private Optional<RuntimeException> commitWithRetries(List<Completion.Settled> settled) {
    for (int attempt = 1; ; attempt++) {
      Map<PartitionWindow, Long> marks = marks();
      if (marks.isEmpty()) {
        return Optional.empty();
      }
      long begin = System.nanoTime();
      TransactionalOutput.Result result = output.commit(settled, offsets(marks), group.get());
      lastCommit = System.nanoTime();
      switch (result) {
        case TransactionalOutput.Result.Committed _ -> {
          marks.forEach(PartitionWindow::committed);
          metrics.committed(Duration.ofNanos(lastCommit - begin), settled);
          return Optional.empty();
        }
        case TransactionalOutput.Result.Refused(RuntimeException cause) -> {
          metrics.aborted();
          return Optional.of(cause);
        }
        case TransactionalOutput.Result.Undone(RuntimeException cause) -> {
          if (attempt == COMMIT_TRIES) {
            rebuild(marks.keySet(), cause);
            return Optional.empty();
          }
          undone(attempt, cause);
        }
        case TransactionalOutput.Result.Unknown(RuntimeException cause) -> {
          rebuild(marks.keySet(), cause);
          return Optional.empty();
        }
      }
    }
  }

  /// The partitions with something to commit, and the start mark of each.
  private Map<PartitionWindow, Long> marks() {
    Map<PartitionWindow, Long> marks = new LinkedHashMap<>();
    for (PartitionWindow window : partitions.windows()) {
      if (window.changed() || starter.needsMark(window)) {
        marks.put(window, starter.mark(window));
      }
    }
    return marks;
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<PartitionWindow, Long> marks) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    marks.forEach((window, mark) -> offsets.put(window.partition(), window.progress(mark)));
    return offsets;
  }

  private void refused(Completion.Settled settled, RuntimeException cause) {
    PendingRecord pending = settled.call().pending();
    log.atError()
        .addKeyValue(LogKeys.TOPIC, pending.record().topic())
        .addKeyValue(LogKeys.PARTITION, pending.record().partition())
        .addKeyValue(LogKeys.OFFSET, pending.offset())
        .addKeyValue(LogKeys.REASON, cause.toString())
        .log("result cannot be sent");
    settled.call().partitionWindow().putBack(pending.refused(settled.outcome(), cause));
  }

  private void undone(int attempt, RuntimeException cause) {
    metrics.aborted();
    log.atInfo()
        .addKeyValue(LogKeys.ATTEMPT, attempt)
        .addKeyValue(LogKeys.REASON, cause.toString())
        .log("transaction aborted, trying again");
    LockSupport.parkNanos(AFTER_ABORT.delay(attempt, environment.random()).toNanos());
  }

  private void rebuild(Collection<PartitionWindow> touched, RuntimeException cause) {
    metrics.aborted();
    log.atWarn()
        .addKeyValue(LogKeys.COUNT, touched.size())
        .addKeyValue(LogKeys.REASON, cause.toString())
        .log("transaction aborted, its partitions are read again");
    touched.forEach(partitions::rebuild);
  }
}
