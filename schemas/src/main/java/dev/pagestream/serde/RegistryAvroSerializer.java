package dev.pagestream.serde;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// A Kafka serializer for Avro records, generated or generic, with Confluent's bytes, subjects and
/// configuration keys, so that either can stand in for the other. Thread-safe once configured.
///
/// Not for Kafka Streams state: changelog topics would be registered.
public final class RegistryAvroSerializer implements Serializer<IndexedRecord> {
  private @Nullable RegistryClient registry;
  private @Nullable WireFormat format;
  private boolean key;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    SerdeSettings settings = SerdeSettings.of(configs);
    RegistryClient client = new RegistryClient(settings);
    registry = client;
    format = new WireFormat(new SchemaIds(client, settings));
    key = isKey;
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's interface: null in, null out (a tombstone).
  public byte[] serialize(String topic, @Nullable IndexedRecord event) {
    if (format == null) {
      throw new IllegalStateException("configure() was not called");
    }
    return event == null ? null : format.encode(topic + (key ? "-key" : "-value"), event);
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }
}
