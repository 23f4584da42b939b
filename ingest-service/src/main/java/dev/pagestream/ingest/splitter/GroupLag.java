package dev.pagestream.ingest.splitter;

import dev.pagestream.runtime.consume.CommitMetadata;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Unfinished records of a group on one topic: end offsets less committed offsets, less what the
/// commit says is finished above them. Counts a little too much: transaction markers.
final class GroupLag implements PageLag {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Admin admin;
  private final String topic;
  private final String group;

  GroupLag(Admin admin, String topic, String group) {
    this.admin = admin;
    this.topic = topic;
    this.group = group;
  }

  @Override
  public long pages() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
      for (TopicDescription description :
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .values()) {
        description
            .partitions()
            .forEach(info -> {
              latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest());
              earliest.put(new TopicPartition(topic, info.partition()), OffsetSpec.earliest());
            });
      }
      Map<TopicPartition, Long> ends = offsets(latest);
      Map<TopicPartition, Long> starts = offsets(earliest);
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return lag(starts, ends, committed);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("lag of " + group + " is not known", e);
    }
  }

  static long lag(
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      @Nullable OffsetAndMetadata done = committed.get(end.getKey());
      long finished =
          done == null
              ? starts.getOrDefault(end.getKey(), 0L)
              : done.offset() + finishedAbove(done.metadata());
      lag += Math.max(0, end.getValue() - finished);
    }
    return lag;
  }

  private static int finishedAbove(String metadata) {
    try {
      return CommitMetadata.decode(metadata).finishedCount();
    } catch (IllegalArgumentException _) {
      return 0; // Of a version not known here; the lag is then only taken for larger than it is.
    }
  }

  private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> which)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
        admin.listOffsets(which).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).entrySet()) {
      offsets.put(entry.getKey(), entry.getValue().offset());
    }
    return offsets;
  }
}
