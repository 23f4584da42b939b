package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads topics without a group, up to their end and then as they grow. One platform thread owns
/// the consumer; a consumer that failed is replaced and goes on where the last one was.
///
/// Thread-safe. Started once.
public final class TopicFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final FollowerSettings settings;
  private final FollowedTopics topics;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;

  /// Offsets to read next. Confined to the thread.
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private volatile long startedNanos;
  private volatile Optional<String> notReady;

  public TopicFollower(FollowerSettings settings, KafkaSettings kafka, FollowedTopics topics) {
    this(settings, topics, consumers(properties(settings, kafka)));
  }

  /// @param consumers makes a new one with each call
  TopicFollower(
      FollowerSettings settings,
      FollowedTopics topics,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    this.settings = settings;
    this.topics = topics;
    this.consumers = consumers;
    this.notReady = Optional.of(settings.behind());
    this.thread =
        Thread.ofPlatform()
            .name(settings.name().replace(' ', '-'))
            .daemon(settings.daemon())
            .unstarted(this::run);
  }

  public void start() {
    startedNanos = System.nanoTime();
    thread.start();
  }

  /// Why what was read may be old or incomplete; empty when it is not.
  public Optional<String> notReady() {
    return notReady;
  }

  /// Waits until everything written before the start is read; false when that is not so by the
  /// limit after the start. Who comes later than that does not wait at all.
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    long left = limit.toNanos() - (System.nanoTime() - startedNanos);
    return caughtUp.await(left, TimeUnit.NANOSECONDS);
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
          notReady = Optional.of(settings.subject() + " cannot be read from Kafka");
          log.atWarn()
              .addKeyValue(LogKeys.DEPENDENCY, "kafka")
              .addKeyValue(LogKeys.REASON, e.toString())
              .log("{} lost its consumer", settings.name());
          closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
      ended.complete(null);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      ended.complete(null);
    } catch (RuntimeException | Error e) { // Whatever it was: nobody reads on.
      notReady = Optional.of("the reader of " + settings.subject() + " has failed");
      log.atError().setCause(e).log("{} has failed", settings.name());
      ended.completeExceptionally(e);
    }
  }

  private void follow() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      Map<TopicPartition, Long> ends = topics.ends(consumer);
      consumer.assign(ends.keySet());
      seek(consumer, ends);
      while (closing.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(settings.pollTimeout())) {
          if (!accept(record)) {
            return;
          }
          positions.put(
              new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        ends.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
        topics.polled(Collections.unmodifiableMap(positions));
        if (notReady.isPresent() && readTo(ends)) {
          notReady = Optional.empty();
          caughtUp.countDown();
        }
      }
    }
  }

  private void seek(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> unread = new HashMap<>();
    ends.forEach((partition, end) -> {
      @Nullable Long next = positions.get(partition);
      if (next == null) {
        unread.put(partition, end);
      } else {
        consumer.seek(partition, next);
      }
    });
    if (!unread.isEmpty()) {
      topics.begin(consumer, Map.copyOf(unread));
    }
  }

  private boolean readTo(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /// Waits as long as something is away that it takes to read the record; false when the follower
  /// was closed over that.
  private boolean accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    while (true) {
      try {
        topics.accept(record);
        return true;
      } catch (DependencyUnavailableException e) {
        notReady =
            Optional.of(
                settings.subject() + " cannot be read: the " + e.dependency() + " is unavailable");
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return; // Something else failed before it was started.
    }
    try {
      if (!thread.join(STOP_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Supplier<Consumer<byte[], byte[]>> consumers(Map<String, Object> properties) {
    return () -> new KafkaConsumer<>(properties);
  }

  private static Map<String, Object> properties(FollowerSettings settings, KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>(kafka.properties());
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.putAll(settings.consumerProperties());
    return Map.copyOf(all);
  }
}
