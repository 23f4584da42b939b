package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Settings of the two clients: ours, and the operator's on top.
///
/// What exactly-once rests on cannot be overridden; trying to is an error, not something to ignore.
final class ClientConfigs {
  private static final int MAX_REQUEST_BYTES = 16 << 20;
  private static final Duration MAX_BLOCK = Duration.ofSeconds(15);
  private static final Duration LONGEST_POLL_GAP = Duration.ofMinutes(5);

  private static final Set<String> RESERVED =
      Set.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);

  private ClientConfigs() {}

  static Map<String, Object> consumer(KafkaSettings kafka, WindowSettings settings) {
    Map<String, Object> configs = new HashMap<>();
    configs.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 256);
    configs.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) MAX_BLOCK.toMillis());
    configs.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) MAX_BLOCK.toMillis());
    Duration pollGap =
        LONGEST_POLL_GAP.plus(settings.drainTimeout()); // A drain happens inside a poll.
    configs.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) pollGap.toMillis());
    putOperators(configs, kafka);
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return configs;
  }

  static Map<String, Object> producer(KafkaSettings kafka, WindowSettings settings) {
    Map<String, Object> configs = new HashMap<>();
    configs.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    configs.put(
        ProducerConfig.LINGER_MS_CONFIG,
        0); // The commit flushes; waiting for more would only delay it.
    configs.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
    configs.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        10_000); // A dead worker holds readers up that long.
    putOperators(configs, kafka);
    configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
    configs.put(ProducerConfig.ACKS_CONFIG, "all");
    return configs;
  }

  static long maxRequestBytes(KafkaSettings kafka) {
    String configured = kafka.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return configured == null ? MAX_REQUEST_BYTES : Long.parseLong(configured);
  }

  private static void putOperators(Map<String, Object> configs, KafkaSettings kafka) {
    kafka
        .properties()
        .forEach((key, value) -> {
          if (RESERVED.contains(key)) {
            throw new IllegalArgumentException(
                "Kafka property " + key + " is " + value + ", but it cannot be changed");
          }
          configs.put(key, value);
        });
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
  }
}
