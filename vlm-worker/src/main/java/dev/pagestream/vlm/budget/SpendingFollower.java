package dev.pagestream.vlm.budget;

import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.serde.RegistryUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what all workers spend, without a group, from the start of the UTC day and then as it
/// grows. One platform thread owns the consumer; a consumer that failed is replaced and goes on
/// where the last one was.
final class SpendingFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpendingFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int MAX_PARTITION_BYTES = 256 << 10;
  private static final int MAX_FETCH_BYTES = 4 << 20;

  private final Map<String, Object> properties;
  private final SpendingRecords records;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;

  /// Offsets to read next. Confined to the thread.
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private volatile long startedNanos;
  private volatile Optional<String> notReady =
      Optional.of("today's spending is not read up to the end yet");

  SpendingFollower(KafkaSettings kafka, SpendingRecords records, InstantSource clock) {
    this.properties = properties(kafka);
    this.records = records;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("spending-follower").daemon().unstarted(this::run);
  }

  void start() {
    startedNanos = System.nanoTime();
    thread.start();
  }

  /// Why spending is not known, or known only up to some time ago; empty when it is.
  Optional<String> notReady() {
    return notReady;
  }

  /// Waits until everything written before the start is read; false when that is not so by the
  /// limit after the start. Who comes later than that does not wait at all.
  boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    long left = limit.toNanos() - (System.nanoTime() - startedNanos);
    return caughtUp.await(left, TimeUnit.NANOSECONDS);
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          follow();
        } catch (KafkaException e) {
          notReady = Optional.of("spending cannot be read from Kafka");
          log.atWarn()
              .addKeyValue(LogKeys.DEPENDENCY, "kafka")
              .addKeyValue(LogKeys.REASON, e.toString())
              .log("spending follower lost its consumer");
          closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) { // Whatever it was: nobody reads on.
      notReady = Optional.of("the reader of spending has failed");
      log.atError().setCause(e).log("spending follower has failed");
    }
  }

  private void follow() throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, ends);
      while (closing.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          accept(record);
          positions.put(
              new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        if (notReady.isPresent() && readTo(ends)) {
          notReady = Optional.empty();
          caughtUp.countDown();
        }
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : records.topics()) {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new KafkaException("topic " + topic + " does not exist");
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    long midnight =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, midnight));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      @Nullable OffsetAndTimestamp today = first.get(partition);
      long begin = today == null ? ends.getOrDefault(partition, 0L) : today.offset();
      consumer.seek(partition, positions.getOrDefault(partition, begin));
    }
  }

  private boolean readTo(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /// Waits as long as the registry is away: spending must not be left out.
  private void accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    while (record.value() != null) {
      try {
        records.accept(record);
        return;
      } catch (RegistryUnavailableException e) {
        notReady = Optional.of("spending cannot be read: the registry is unavailable");
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw e;
        }
      } catch (SerializationException e) {
        log.atError()
            .addKeyValue(LogKeys.TOPIC, record.topic())
            .addKeyValue(LogKeys.PARTITION, record.partition())
            .addKeyValue(LogKeys.OFFSET, record.offset())
            .setCause(e)
            .log("record is unreadable and its cost is left out");
        return;
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(STOP_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>(kafka.properties());
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_BYTES);
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return Map.copyOf(all);
  }
}
