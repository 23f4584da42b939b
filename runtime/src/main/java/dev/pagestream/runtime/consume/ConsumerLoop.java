package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Poll, take in what ended, commit, start. One thread runs it and is the only user of consumer and
/// producer.
final class ConsumerLoop implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /// How long calls that were interrupted may take to end, before their partition moves without
  /// waiting for them.
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(1);

  private final WindowSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final LoopSignal signal;
  private final Partitions partitions;
  private final Starter starter;
  private final Progress progress;
  private final ConsumerMetrics metrics;
  private final PartitionShare share;

  ConsumerLoop(
      WindowSettings settings,
      Consumer<byte[], byte[]> consumer,
      LoopSignal signal,
      Partitions partitions,
      Starter starter,
      Progress progress,
      ConsumerMetrics metrics) {
    this.settings = settings;
    this.consumer = consumer;
    this.signal = signal;
    this.partitions = partitions;
    this.starter = starter;
    this.progress = progress;
    this.metrics = metrics;
    this.share = new PartitionShare(settings.topics(), this::partitionsOf);
  }

  /// How much of the topics is assigned to this process, see [PartitionShare#value]. Any thread.
  double share() {
    return share.value();
  }

  void subscribe() {
    consumer.subscribe(settings.topics(), this);
  }

  /// One turn.
  void step() {
    partitions.openWindows();
    partitions.accept(poll(shorter(POLL, progress.untilDue())));
    work();
    partitions.pauseAndResume();
    partitions.observePressure();
    share.observe(consumer.assignment().size(), System.nanoTime());
    metrics.observe(partitions.windows());
  }

  /// Lets everything that runs finish and be committed, and releases all partitions.
  void drainAll() {
    drain(new ArrayList<>(partitions.windows()));
  }

  /// Cuts everything short.
  void dropAll() {
    new ArrayList<>(partitions.windows()).forEach(partitions::drop);
    metrics.observe(partitions.windows());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    signal.insidePoll(() -> partitions.assigned(assigned));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    signal.insidePoll(() -> drain(partitions.leaving(revoked)));
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    log.atWarn()
        .addKeyValue(LogKeys.COUNT, lost.size())
        .log("partitions lost, their calls are cut short");
    signal.insidePoll(() -> partitions.leaving(lost).forEach(partitions::drop));
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      return signal.poll(timeout);
    } catch (RetriableException e) {
      log.atWarn().addKeyValue(LogKeys.REASON, e.toString()).log("poll failed, trying again");
      return ConsumerRecords.empty();
    }
  }

  /// Kafka is asked only for a topic the consumer does not know yet.
  private int partitionsOf(String topic) {
    try {
      return signal.calm(() -> consumer.partitionsFor(topic)).size();
    } catch (RetriableException e) {
      log.atInfo()
          .addKeyValue(LogKeys.TOPIC, topic)
          .addKeyValue(LogKeys.REASON, e.toString())
          .log("partitions of the topic are not known yet");
      return 0;
    }
  }

  /// Starts before it commits, so that nobody waits for the transaction, and under load there is
  /// always more to wait for.
  private void work() {
    signal.clear();
    progress.collect();
    start();
    if (progress.commitIfDue()) {
      start();
    }
  }

  private void start() {
    starter.start(partitions.windows(), partitions.deadCalls());
  }

  /// Runs inside the poll when partitions are revoked. The group waits for us, for minutes if need
  /// be; the partitions that stay go on from what they hold.
  private void drain(List<PartitionWindow> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    leaving.forEach(PartitionWindow::leave);
    BooleanSupplier ended = () -> leaving.stream().allMatch(window -> window.running() == 0);
    workUntil(ended, settings.drainTimeout());
    if (!ended.getAsBoolean()) {
      int calls = leaving.stream().mapToInt(PartitionWindow::running).sum();
      log.atWarn()
          .addKeyValue(LogKeys.COUNT, calls)
          .log("calls outlast the drain time-out, they are cut short");
      leaving.forEach(PartitionWindow::cancel);
      workUntil(ended, CANCEL_GRACE);
    }
    leaving.forEach(PartitionWindow::release);
    progress.commit();
    leaving.forEach(partitions::drop);
    log.atInfo()
        .addKeyValue(LogKeys.COUNT, leaving.size())
        .addKeyValue(LogKeys.ELAPSED_MS, Duration.ofNanos(System.nanoTime() - begin).toMillis())
        .log("partitions released");
  }

  private void workUntil(BooleanSupplier done, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    work();
    for (long left = timeout.toNanos();
        left > 0 && !done.getAsBoolean();
        left = end - System.nanoTime()) {
      signal.await(shorter(shorter(POLL, Duration.ofNanos(left)), progress.untilDue()));
      work();
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    Duration shorter = a.compareTo(b) <= 0 ? a : b;
    return shorter.isNegative() ? Duration.ZERO : shorter;
  }
}
