package dev.pagestream.runtime.config;

import dev.pagestream.runtime.consume.KafkaSettings;
import java.util.Map;

/// Where Kafka is.
public record KafkaConfig(
    @Default("localhost:9092") @Doc("Brokers to start from, host:port, comma separated.")
        String bootstrapServers,
    @Doc("Any Kafka client property, passed to every client unchanged, in Kafka's own keys.")
        Map<String, String> properties) {
  public KafkaConfig {
    properties = Map.copyOf(properties);
  }

  public KafkaSettings settings() {
    return new KafkaSettings(bootstrapServers, properties);
  }
}
