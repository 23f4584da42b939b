package dev.pagestream.runtime.consume;

import java.util.Map;

/// Where Kafka is and any client property on top, in Kafka's own keys (`security.protocol`,
/// `sasl.jaas.config` ...).
///
/// @param bootstrapServers host:port list
/// @param properties passed unchanged to every client
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }
}
