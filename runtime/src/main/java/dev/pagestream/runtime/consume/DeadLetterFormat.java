package dev.pagestream.runtime.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Gives a failure its form on the dead-letter topic. Called on the handler's virtual thread; must
/// keep the record's key, value and headers byte for byte, and must work for records that cannot be
/// decoded.
@FunctionalInterface
public interface DeadLetterFormat {
  /// @throws DependencyUnavailableException when the registry is away; called again after a wait
  ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure);
}
