package dev.pagestream.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// The event codec over a schema registry. Thread-safe; asks the registry once per schema and
/// topic.
public final class RegistryEventCodec implements EventCodec {
  private final RegistryClient registry;
  private final WireFormat format;

  private RegistryEventCodec(RegistryClient registry, WireFormat format) {
    this.registry = registry;
    this.format = format;
  }

  /// Asks nothing yet: the registry may come up later. With Confluent's serde on the class path
  /// that one is used, unless `pagestream.serde` says `own`.
  ///
  /// @param properties Confluent's keys: `schema.registry.url`, `auto.register.schemas`,
  ///   `use.latest.version`, `basic.auth.*`; and `pagestream.serde` (`own`, `confluent`)
  /// @throws org.apache.kafka.common.config.ConfigException naming the key that is missing or wrong
  public static EventCodec create(Map<String, ?> properties) {
    SerdeSettings settings = SerdeSettings.of(properties);
    if (settings.confluent()) {
      return ConfluentEventCodec.create(properties);
    }
    RegistryClient registry = new RegistryClient(settings);
    return new RegistryEventCodec(registry, new WireFormat(new SchemaIds(registry, settings)));
  }

  @Override
  public byte[] encode(String topic, SpecificRecord event) {
    return format.encode(topic + "-value", event);
  }

  @Override
  public <T extends SpecificRecord> T decode(String topic, byte[] value, Class<T> type) {
    return format.decode(topic, value, type);
  }

  @Override
  public void close() {
    registry.close();
  }
}
