package dev.pagestream.testkit;

import dev.pagestream.serde.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics from the beginning, committed records only, without a group. Stateless between
/// calls; thread-safe.
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final String bootstrapServers;
  private final EventCodec codec;

  public TopicReader(String bootstrapServers, EventCodec codec) {
    this.bootstrapServers = bootstrapServers;
    this.codec = codec;
  }

  /// Reads until the condition holds on all events read so far.
  ///
  /// @throws AssertionError when it does not within the limit; it tells how many events there were
  public <T extends SpecificRecord> List<TopicEvent<T>> read(
      String topic, Class<T> type, Duration limit, Predicate<List<TopicEvent<T>>> enough) {
    List<TopicEvent<T>> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = open(topic)) {
      long end = System.nanoTime() + limit.toNanos();
      while (!enough.test(events)) {
        if (System.nanoTime() >= end) {
          throw new AssertionError(
              "after " + limit + " " + topic + " has " + events.size() + " events, not enough");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          events.add(TopicEvent.of(record, codec, type));
        }
      }
      return List.copyOf(events);
    }
  }

  /// Reads until there are that many events.
  public <T extends SpecificRecord> List<TopicEvent<T>> read(
      String topic, Class<T> type, int count, Duration limit) {
    return read(topic, type, limit, events -> events.size() >= count);
  }

  /// What is on the topic now, decoded.
  public <T extends SpecificRecord> List<TopicEvent<T>> readAll(String topic, Class<T> type) {
    return readAllRaw(topic).stream().map(record -> TopicEvent.of(record, codec, type)).toList();
  }

  /// What is on the topic now, as bytes.
  public List<ConsumerRecord<byte[], byte[]>> readAllRaw(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = open(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      long limit = System.nanoTime() + END_LIMIT.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() >= limit) {
          throw new AssertionError("end of " + topic + " not reached within " + END_LIMIT);
        }
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> open(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                16 << 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
