package dev.pagestream.serde;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// A Kafka deserializer for Confluent's Avro bytes with Confluent's configuration keys: into
/// generated classes with `specific.avro.reader=true`, else into generic records. Thread-safe once
/// configured.
///
/// For tools. Stages consume bytes and decode in the handler with [EventCodec].
public final class RegistryAvroDeserializer implements Deserializer<IndexedRecord> {
  private @Nullable RegistryClient registry;
  private @Nullable WireFormat format;
  private boolean specific;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    SerdeSettings settings = SerdeSettings.of(configs);
    RegistryClient client = new RegistryClient(settings);
    registry = client;
    format = new WireFormat(new SchemaIds(client, settings));
    specific = settings.specific();
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's interface: null in, null out (a tombstone).
  public IndexedRecord deserialize(String topic, byte @Nullable [] value) {
    if (format == null) {
      throw new IllegalStateException("configure() was not called");
    }
    return value == null ? null : format.decode(topic, value, specific);
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }
}
