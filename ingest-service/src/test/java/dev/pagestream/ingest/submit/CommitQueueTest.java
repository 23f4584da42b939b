package dev.pagestream.ingest.submit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.runtime.consume.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CommitQueueTest {
  /// The queue is not started: what is not refused at once would wait for a commit.
  @Test
  void aRecordKafkaWouldRefuseIsRefusedBeforeItJoinsATransaction() {
    CommitQueue queue = new CommitQueue(new KafkaSettings("localhost:1", Map.of()), "id");
    byte[] value = new byte[CommitQueue.MAX_RECORD_BYTES + 1];

    assertThatThrownBy(
            () -> queue.commit(List.of(new ProducerRecord<>("topic", new byte[] {1}, value))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("900001 bytes together, the limit is 900000.");
  }
}
