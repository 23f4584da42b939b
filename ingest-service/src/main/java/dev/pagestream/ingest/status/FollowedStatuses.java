package dev.pagestream.ingest.status;

import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.FollowedTopics;
import dev.pagestream.runtime.consume.FollowerSettings;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.TopicFollower;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All of tasks.status, from the beginning and then as it grows, into the board.
final class FollowedStatuses implements FollowedTopics {
  private static final Logger log = LoggerFactory.getLogger(FollowedStatuses.class);
  private static final int FORGET_AT_ONCE = 100;
  private static final FollowerSettings SETTINGS =
      new FollowerSettings(
          "status follower",
          "task statuses",
          "task statuses are not read up to the end yet",
          false,
          Duration.ofMillis(50),
          Map.of());

  private final String topic;
  private final EventCodec codec;
  private final StatusBoard board;
  private final ReadPosition position;
  private final TopicEnds ends;

  FollowedStatuses(
      String topic, EventCodec codec, StatusBoard board, ReadPosition position, TopicEnds ends) {
    this.topic = topic;
    this.codec = codec;
    this.board = board;
    this.position = position;
    this.ends = ends;
  }

  TopicFollower follower(KafkaSettings kafka) {
    return new TopicFollower(SETTINGS, kafka, this);
  }

  @Override
  public Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer)
      throws InterruptedException {
    return ends.now();
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> unread) {
    consumer.seekToBeginning(unread.keySet());
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String taskId = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      board.remove(taskId);
      return;
    }
    try {
      board.put(codec.decode(topic, record.value(), TaskStatus.class));
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (SerializationException e) {
      log.atError()
          .addKeyValue(LogKeys.TASK_ID, taskId)
          .addKeyValue(LogKeys.PARTITION, record.partition())
          .addKeyValue(LogKeys.OFFSET, record.offset())
          .setCause(e)
          .log("task status is unreadable and left out");
    }
  }

  @Override
  public void polled(Map<TopicPartition, Long> positions) {
    positions.forEach(position::advance);
    board.store().forgetExpired(FORGET_AT_ONCE);
  }
}
