package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.FakeKafka.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final FollowerSettings SETTINGS =
      new FollowerSettings(
          "event follower",
          "events",
          "events are not read up to the end yet",
          true,
          Duration.ofMillis(1),
          Map.of());

  private final FakeKafka kafka = new FakeKafka();
  private final List<FakeKafka.LogConsumer> consumers = new CopyOnWriteArrayList<>();
  private final Events events = new Events();
  private final TopicFollower follower = new TopicFollower(SETTINGS, events, this::consumer);
  private volatile boolean kafkaAway;

  @AfterEach
  void stop() {
    follower.close();
  }

  @Test
  void readsFromWhereItIsToBeginToTheEndAndThenAsTheTopicGrows() throws Exception {
    kafka.records(P0, 0, 1, 2);
    kafka.end(P1, 3); // Nothing but gaps.
    events.begin = 1;
    assertThat(follower.notReady()).contains("events are not read up to the end yet");

    follower.start();

    assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
    assertThat(follower.notReady()).isEmpty();
    assertThat(events.accepted).containsExactly(1L, 2L);
    assertThat(events.positions).isEqualTo(Map.of(P0, 3L, P1, 3L));
    kafka.records(P0, 3);
    Waiting.until(() -> events.positions.equals(Map.of(P0, 4L, P1, 3L)));
    assertThat(events.accepted).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aConsumerThatFailedIsReplacedAndGoesOnWhereTheLastOneWas() throws Exception {
    kafka.records(P0, 0, 1);
    follower.start();
    assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();

    kafkaAway = true;
    consumers.getFirst().setPollException(new KafkaException("gone"));
    Waiting.until(() -> follower.notReady().isPresent());
    assertThat(follower.notReady()).contains("events cannot be read from Kafka");
    kafka.records(P0, 2);
    kafkaAway = false;

    Waiting.until(() -> follower.notReady().isEmpty());
    assertThat(events.accepted).containsExactly(0L, 1L, 2L);
    assertThat(events.begun).containsExactly(Set.of(P0, P1));
    assertThat(consumers).hasSize(2);
    assertThat(consumers.getFirst().closed()).isTrue();
  }

  @Test
  void aRecordIsNotLeftOutWhileWhatItTakesToReadItIsAway() throws Exception {
    kafka.records(P0, 0, 1, 2);
    events.away = 1;
    follower.start();
    Waiting.until(this::waitsForTheRegistry);
    assertThat(events.accepted).containsExactly(0L);
    assertThat(follower.awaitCaughtUp(Duration.ZERO)).isFalse();

    events.away = -1;

    assertThat(follower.awaitCaughtUp(LIMIT)).isTrue();
    assertThat(follower.notReady()).isEmpty();
    assertThat(events.accepted).containsExactly(0L, 1L, 2L);
    assertThat(consumers).hasSize(1);
  }

  @Test
  void endsWhenItIsClosedWhileTheRegistryIsAway() {
    kafka.records(P0, 0, 1);
    events.away = 0;
    follower.start();
    Waiting.until(this::waitsForTheRegistry);

    follower.close();

    assertThat(follower.ended()).isCompleted();
    assertThat(events.accepted).isEmpty();
    assertThat(consumers.getFirst().closed()).isTrue();
  }

  @Test
  void aBugEndsItAndIsTold() {
    kafka.records(P0, 0, 1);
    events.bug = 1;

    follower.start();

    assertThatThrownBy(() -> follower.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .hasRootCauseMessage("bug");
    assertThat(follower.notReady()).contains("the reader of events has failed");
    assertThat(events.accepted).containsExactly(0L);
  }

  private boolean waitsForTheRegistry() {
    return follower
        .notReady()
        .equals(Optional.of("events cannot be read: the registry is unavailable"));
  }

  private Consumer<byte[], byte[]> consumer() {
    if (kafkaAway) {
      throw new KafkaException("away");
    }
    FakeKafka.LogConsumer consumer = kafka.new LogConsumer();
    consumers.add(consumer);
    return consumer;
  }

  /// Both partitions of the fake.
  private static final class Events implements FollowedTopics {
    final List<Long> accepted = new CopyOnWriteArrayList<>();
    final List<Set<TopicPartition>> begun = new CopyOnWriteArrayList<>();
    final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    volatile long begin;
    volatile long away = -1; // Offset that needs what is away.
    volatile long bug = -1; // Offset nobody has thought of.

    @Override
    public Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer) {
      return consumer.endOffsets(Set.of(P0, P1));
    }

    @Override
    public void begin(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> unread) {
      begun.add(unread.keySet());
      unread.keySet().forEach(partition -> consumer.seek(partition, begin));
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
      if (record.offset() == away) {
        throw new DependencyUnavailableException("registry", new IOException("refused"));
      }
      if (record.offset() == bug) {
        throw new IllegalStateException("bug");
      }
      accepted.add(record.offset());
    }

    @Override
    public void polled(Map<TopicPartition, Long> read) {
      positions.putAll(read);
    }
  }
}
