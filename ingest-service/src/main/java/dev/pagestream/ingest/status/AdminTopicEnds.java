package dev.pagestream.ingest.status;

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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Asks the brokers.
final class AdminTopicEnds implements TopicEnds {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Admin admin;
  private final String topic;

  AdminTopicEnds(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  @Override
  public Map<TopicPartition, Long> now() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription description :
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .values()) {
        description
            .partitions()
            .forEach(info ->
                latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(latest).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).entrySet()) {
        ends.put(end.getKey(), end.getValue().offset());
      }
      return Map.copyOf(ends);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("end of " + topic + " is not known", e);
    }
  }
}
