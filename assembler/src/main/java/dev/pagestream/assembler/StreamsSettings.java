package dev.pagestream.assembler;

import dev.pagestream.assembler.streams.BoundedRocksDb;
import dev.pagestream.topics.TopicCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The properties the joins run with.
final class StreamsSettings {
  private static final String ROLE = "assembler";
  private static final int COMMIT_INTERVAL_MS = 100;

  /// A killed process holds up the readers of its outputs so long, unless it is back earlier.
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  private static final int SESSION_TIMEOUT_MS = 6_000;
  private static final int HEARTBEAT_INTERVAL_MS = 1_000;

  /// Uncompressed; a ready document may have 24 MB before it is compressed.
  private static final int MAX_REQUEST_BYTES = 32 << 20;

  private static final long PRODUCER_BUFFER_BYTES = 64L << 20;

  /// What exactly-once and the names of topics and state rest on.
  private static final Set<String> RESERVED =
      Set.of(StreamsConfig.APPLICATION_ID_CONFIG, StreamsConfig.PROCESSING_GUARANTEE_CONFIG);

  private StreamsSettings() {}

  static StreamsConfig of(AssemblerConfig config, TopicCatalog topics) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.internalReplicationFactor());
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toAbsolutePath().toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    properties.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_INTERVAL_MS);
    properties.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
    properties.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
    properties.put(producer(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BUFFER_BYTES);
    properties.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
    config.kafka().properties().forEach((key, value) -> putOperators(properties, key, value));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.group(ROLE));
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, topics.group(ROLE) + "." + config.instanceId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return new StreamsConfig(properties);
  }

  private static void putOperators(Map<String, Object> properties, String key, String value) {
    if (RESERVED.contains(key)) {
      throw new IllegalArgumentException(
          "Kafka property " + key + " is " + value + ", but it cannot be changed");
    }
    properties.put(key, value);
  }

  private static String consumer(String key) {
    return StreamsConfig.MAIN_CONSUMER_PREFIX + key;
  }

  private static String producer(String key) {
    return StreamsConfig.PRODUCER_PREFIX + key;
  }
}
