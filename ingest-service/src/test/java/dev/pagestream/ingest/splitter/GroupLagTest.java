package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.consume.CommitMetadata;
import java.util.BitSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupLagTest {
  private static final TopicPartition PARTITION = new TopicPartition("pages", 0);

  @Test
  void recordsFinishedAboveASlowOneAreNotWaiting() {
    BitSet finished = new BitSet();
    finished.set(1, 8);
    String metadata = new CommitMetadata(finished, 0, new BitSet(), new BitSet()).encode();

    assertThat(lag(Map.of(PARTITION, new OffsetAndMetadata(90, metadata)))).isEqualTo(3);
  }

  @Test
  void unreadableMetadataCountsAsNothingFinished() {
    assertThat(lag(Map.of(PARTITION, new OffsetAndMetadata(90, "9:x")))).isEqualTo(10);
  }

  @Test
  void withoutACommitAllRecordsWait() {
    assertThat(lag(Map.of())).isEqualTo(60);
  }

  private static long lag(Map<TopicPartition, OffsetAndMetadata> committed) {
    return GroupLag.lag(Map.of(PARTITION, 40L), Map.of(PARTITION, 100L), committed);
  }
}
