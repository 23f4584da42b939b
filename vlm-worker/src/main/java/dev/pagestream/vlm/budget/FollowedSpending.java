package dev.pagestream.vlm.budget;

import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.FollowedTopics;
import dev.pagestream.runtime.consume.FollowerSettings;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.TopicFollower;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all workers spend, from the start of the UTC day and then as it grows.
final class FollowedSpending implements FollowedTopics {
  private static final Logger log = LoggerFactory.getLogger(FollowedSpending.class);
  private static final int MAX_PARTITION_BYTES = 256 << 10;
  private static final int MAX_FETCH_BYTES = 4 << 20;
  private static final FollowerSettings SETTINGS =
      new FollowerSettings(
          "spending follower",
          "spending",
          "today's spending is not read up to the end yet",
          true,
          Duration.ofMillis(200),
          Map.of(
              ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
              false,
              ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
              MAX_PARTITION_BYTES,
              ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
              MAX_FETCH_BYTES));

  private final SpendingRecords records;
  private final InstantSource clock;

  FollowedSpending(SpendingRecords records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  TopicFollower follower(KafkaSettings kafka) {
    return new TopicFollower(SETTINGS, kafka, this);
  }

  @Override
  public Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : records.topics()) {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new KafkaException("topic " + topic + " does not exist");
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return consumer.endOffsets(partitions);
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> unread) {
    long midnight =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    unread.keySet().forEach(partition -> times.put(partition, midnight));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
    unread.forEach((partition, end) -> {
      @Nullable OffsetAndTimestamp today = first.get(partition);
      consumer.seek(partition, today == null ? end : today.offset());
    });
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      records.accept(record);
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (SerializationException e) {
      log.atError()
          .addKeyValue(LogKeys.TOPIC, record.topic())
          .addKeyValue(LogKeys.PARTITION, record.partition())
          .addKeyValue(LogKeys.OFFSET, record.offset())
          .setCause(e)
          .log("record is unreadable and its cost is left out");
    }
  }
}
