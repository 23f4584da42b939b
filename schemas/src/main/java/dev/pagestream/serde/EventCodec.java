package dev.pagestream.serde;

import org.apache.avro.specific.SpecificRecord;

/// Turns events into record values and back, in Confluent's wire format. Thread-safe.
///
/// Services consume and produce `byte[]` and call this inside the handler, never inside the Kafka
/// client: an unreadable record then still has its bytes for the dead-letter topic.
public interface EventCodec extends AutoCloseable {
  /// Encodes under subject `<topic>-value`.
  ///
  /// @throws RegistryUnavailableException when the registry cannot be asked now; try again later
  /// @throws org.apache.kafka.common.errors.SerializationException when it never will be possible
  byte[] encode(String topic, SpecificRecord event);

  /// Decodes with the writer's schema from the registry, resolved to the reader's generated one.
  ///
  /// @throws RegistryUnavailableException when the registry cannot be asked now; try again later
  /// @throws org.apache.kafka.common.errors.SerializationException when the bytes are not such an
  ///   event
  <T extends SpecificRecord> T decode(String topic, byte[] value, Class<T> type);

  @Override
  void close();
}
