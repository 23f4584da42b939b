package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.junit.jupiter.api.Test;

class TransactionalOutputTest {
  private static final Map<TopicPartition, OffsetAndMetadata> PROGRESS =
      Map.of(P0, new OffsetAndMetadata(1));

  @Test
  void transactionalIdThatExpiredIsRegisteredAgain() {
    FakeKafka before = new FakeKafka();
    FakeKafka after = new FakeKafka();
    before.commitFailures.add(new KafkaException(new InvalidPidMappingException("expired")));
    Iterator<FakeKafka> lives = List.of(before, after).iterator();
    try (TransactionalOutput output =
        new TransactionalOutput(() -> lives.next().producer, () -> false)) {
      output.initialise();

      assertThat(output.commit(List.of(), PROGRESS, after.consumer.groupMetadata()))
          .isInstanceOf(TransactionalOutput.Result.Unknown.class);
      assertThat(output.commit(List.of(), PROGRESS, after.consumer.groupMetadata()))
          .isInstanceOf(TransactionalOutput.Result.Committed.class);
    }
    assertThat(before.producer.closed()).isTrue();
    assertThat(after.committedOffset(P0)).isEqualTo(1);
  }
}
