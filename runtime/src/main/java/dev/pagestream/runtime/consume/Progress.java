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

/// Takes in what the calls hand over and decides when it is committed: at once when nothing else runs or nothing was
/// committed for a while, else every `commitInterval`. Confined to the loop thread.
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private static final Backoff AFTER_ABORT = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
  private static final Duration NEVER = Duration.ofDays(1);

  private final WindowSettings settings;
  private final Partitions partitions;
  private final Starter starter;
  private final TransactionalOutput output;
  private final Supplier<ConsumerGroupMetadata> group;
  private final Queue<Completion> ended;
  private final ConsumerMetrics metrics;
  private final Call.Environment environment;
  private List<Completion.Settled> batch = new ArrayList<>();
  private long lastCommit;
  private int abortsInARow;

  Progress(
      Partitions partitions,
      Starter starter,
      TransactionalOutput output,
      Supplier<ConsumerGroupMetadata> group,
      Queue<Completion> ended,
      ConsumerMetrics metrics,
      Call.Environment environment) {
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
      PartitionWindow window = call.window();
      window.ended(call);
      if (window.dead()) {
        partitions.deadCallEnded(window.partition());
        continue;
      }
      switch (completion) {
        case Completion.Settled settled -> {
          window.finish(call.pending());
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
    if (!batch.isEmpty() || windows.stream().anyMatch(window -> window.changed() && window.idle())) {
      return settings.commitInterval().minusNanos(System.nanoTime() - lastCommit);
    }
    return NEVER;
  }

  void commitIfDue() {
    if (!untilDue().isPositive()) {
      commit();
    }
  }

  /// Commits everything there is, in one transaction. When Kafka refuses a result, which does not tell whose, each goes
  /// in one of its own, and what is refused again becomes a dead letter.
  void commit() {
    List<Completion.Settled> all = batch;
    batch = new ArrayList<>();
    all.removeIf(settled -> settled.call().window().dead());
    if (commit(all).isEmpty()) {
      return;
    }
    all.forEach(settled -> settled.call().window().reopen(settled.call().pending()));
    for (Completion.Settled settled : all) {
      PartitionWindow window = settled.call().window();
      if (!window.dead()) {
        window.finish(settled.call().pending());
        commit(List.of(settled)).ifPresent(cause -> refused(settled, cause));
      }
    }
  }

  /// @return why Kafka refuses one of the results
  private Optional<RuntimeException> commit(List<Completion.Settled> settled) {
    Map<PartitionWindow, Long> marks = marks();
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    TransactionalOutput.Result result = output.commit(settled, offsets(marks), group.get());
    lastCommit = System.nanoTime();
    return switch (result) {
      case TransactionalOutput.Result.Committed _ -> {
        abortsInARow = 0;
        marks.forEach(PartitionWindow::committed);
        metrics.committed(Duration.ofNanos(lastCommit - begin), settled);
        yield Optional.empty();
      }
      case TransactionalOutput.Result.Refused(RuntimeException cause) -> {
        metrics.aborted();
        yield Optional.of(cause);
      }
      case TransactionalOutput.Result.Aborted(RuntimeException cause) -> {
        aborted(marks.keySet(), cause);
        yield Optional.empty();
      }
    };
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
    log.atError().addKeyValue(LogKeys.TOPIC, pending.record().topic())
        .addKeyValue(LogKeys.PARTITION, pending.record().partition())
        .addKeyValue(LogKeys.OFFSET, pending.offset())
        .addKeyValue(LogKeys.REASON, cause.toString())
        .log("result cannot be sent");
    settled.call().window().putBack(pending.refused(settled.outcome(), cause));
  }

  private void aborted(Collection<PartitionWindow> touched, RuntimeException cause) {
    metrics.aborted();
    log.atWarn().addKeyValue(LogKeys.COUNT, touched.size()).addKeyValue(LogKeys.REASON, cause.toString())
        .log("transaction aborted, its partitions are read again");
    touched.forEach(partitions::rebuild);
    LockSupport.parkNanos(AFTER_ABORT.delay(abortsInARow++, environment.random()).toNanos());
  }
}
