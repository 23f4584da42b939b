package dev.pagestream.runtime.consume;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// How a call ended, handed from its thread to the loop. Every call hands over exactly one.
sealed interface Completion {
  Call call();

  /// The record is settled once the outputs are committed.
  record Settled(Call call, Outcome outcome, List<ProducerRecord<byte[], byte[]>> outputs)
      implements Completion {}

  /// Nothing came of it: cut short because the partition leaves, or broken outside of the handler.
  record Unsettled(Call call) implements Completion {}
}
