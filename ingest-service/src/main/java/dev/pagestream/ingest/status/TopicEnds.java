package dev.pagestream.ingest.status;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Where the status topic ends now, counting what is not yet committed: a task may be behind an
/// open transaction.
interface TopicEnds {
  /// @throws org.apache.kafka.common.KafkaException when Kafka does not say
  Map<TopicPartition, Long> now() throws InterruptedException;
}
