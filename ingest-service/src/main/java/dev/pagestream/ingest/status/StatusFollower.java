package dev.pagestream.ingest.status;

import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all of tasks.status, from the beginning and then as it grows, into the board. One platform
/// thread owns the consumer; a consumer that failed is replaced and goes on where the last one was.
public final class StatusFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusFollower.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int FORGET_AT_ONCE = 100;

  private final Map<String, Object> properties;
  private final String topic;
  private final EventCodec codec;
  private final StatusBoard board;
  private final ReadPosition position;
  private final TopicEnds ends;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile Optional<String> notReady =
      Optional.of("task statuses are not read up to the end yet");

  StatusFollower(
      KafkaSettings kafka,
      String topic,
      EventCodec codec,
      StatusBoard board,
      ReadPosition position,
      TopicEnds ends) {
    this.properties = properties(kafka);
    this.topic = topic;
    this.codec = codec;
    this.board = board;
    this.position = position;
    this.ends = ends;
    this.thread = Thread.ofPlatform().name("status-follower").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Why answers may be old or missing; empty when they are not.
  public Optional<String> notReady() {
    return notReady;
  }

  /// Completes when the thread has ended, exceptionally when it failed.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          follow();
        } catch (KafkaException e) {
          notReady = Optional.of("task statuses cannot be read from Kafka");
          log.atWarn()
              .addKeyValue(LogKeys.DEPENDENCY, "kafka")
              .addKeyValue(LogKeys.REASON, e.toString())
              .log("status follower lost its consumer");
          closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
      ended.complete(null);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      ended.complete(null);
    } catch (RuntimeException | Error e) { // Whatever it was: nobody reads on.
      notReady = Optional.of("the reader of task statuses has failed");
      log.atError().setCause(e).log("status follower has failed");
      ended.completeExceptionally(e);
    }
  }

  private void follow() throws InterruptedException {
    Map<TopicPartition, Long> end = ends.now();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions = List.copyOf(end.keySet());
      consumer.assign(partitions);
      Map<TopicPartition, Long> read = position.snapshot();
      consumer.seekToBeginning(
          partitions.stream().filter(partition -> !read.containsKey(partition)).toList());
      read.forEach(consumer::seek);
      while (closing.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          accept(record);
        }
        partitions.forEach(partition -> position.advance(partition, consumer.position(partition)));
        board.store().forgetExpired(FORGET_AT_ONCE);
        if (notReady.isPresent() && position.await(end, Duration.ZERO)) {
          notReady = Optional.empty();
        }
      }
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    if (record.key() == null) {
      return;
    }
    String taskId = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      board.remove(taskId);
      return;
    }
    try {
      board.put(decoded(record.value()));
    } catch (SerializationException e) {
      log.atError()
          .addKeyValue(LogKeys.TASK_ID, taskId)
          .addKeyValue(LogKeys.PARTITION, record.partition())
          .addKeyValue(LogKeys.OFFSET, record.offset())
          .setCause(e)
          .log("task status is unreadable and left out");
    }
  }

  /// Waits as long as the registry is away: a status must not be left out.
  private TaskStatus decoded(byte[] value) throws InterruptedException {
    while (true) {
      try {
        return codec.decode(topic, value, TaskStatus.class);
      } catch (RegistryUnavailableException e) {
        notReady = Optional.of("task statuses cannot be read: the registry is unavailable");
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw e;
        }
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
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return Map.copyOf(all);
  }
}
