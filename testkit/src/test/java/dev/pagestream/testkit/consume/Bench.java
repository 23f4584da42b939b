package dev.pagestream.testkit.consume;

import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;

/// A source, a result and a dead-letter topic under names of their own, and a group that reads the
/// source.
record Bench(String bootstrapServers, String name, int partitions) {
  static Bench create(KafkaCluster kafka, int partitions, Map<String, String> resultConfigs)
      throws Exception {
    Bench bench =
        new Bench(
            kafka.bootstrapServers(),
            "window-" + UUID.randomUUID().toString().substring(0, 8),
            partitions);
    try (Admin admin = bench.admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(bench.source(), partitions, (short) 1),
                  new NewTopic(bench.results(), 3, (short) 1).configs(resultConfigs),
                  new NewTopic(bench.deadLetters(), 1, (short) 1)))
          .all()
          .get();
    }
    return bench;
  }

  String source() {
    return name + ".source";
  }

  String results() {
    return name + ".results";
  }

  String deadLetters() {
    return name + ".dead";
  }

  KafkaSettings kafka() {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  WindowSettings settings(String instance, int window) {
    return WindowSettings.of(source(), name, name + "." + instance, window);
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  static ProducerRecord<byte[], byte[]> copy(String topic, ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /// Writes records `r-0` and on, ten to a transaction, with an aborted transaction after every
  /// third.
  void writeInTransactions(int count, Random random) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", name + ".writer"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      for (int begin = 0; begin < count; begin += 10) {
        producer.beginTransaction();
        send(
            producer,
            IntStream.range(begin, Math.min(count, begin + 10)).mapToObj(number -> "r-" + number),
            random);
        producer.commitTransaction();
        if (random.nextInt(3) == 0) {
          producer.beginTransaction();
          send(producer, Stream.of("aborted-1", "aborted-2", "aborted-3"), random);
          producer.abortTransaction();
        }
      }
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Stream<String> keys, Random random) {
    List<Future<RecordMetadata>> sent =
        keys.map(key -> producer.send(record(random.nextInt(partitions), key))).toList();
    producer.flush();
    Assertions.assertThat(sent).allMatch(future -> future.state() == Future.State.SUCCESS);
  }

  void write(int partition, List<String> keys) throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String key : keys) {
        producer.send(record(partition, key)).get();
      }
    }
  }

  /// How often each key is on the topic, committed records only.
  Map<String, Long> keys(String topic) throws ExecutionException, InterruptedException {
    return read(topic).stream()
        .collect(Collectors.groupingBy(Bench::key, TreeMap::new, Collectors.counting()));
  }

  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                16 << 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (all.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        Assertions.assertThat(System.nanoTime()).as("time to read " + topic).isLessThan(limit);
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  void awaitResults(int count, Duration limit) {
    Eventually.await(
        limit,
        () ->
            Assertions.assertThat(keys(results()).size() + keys(deadLetters()).size())
                .isGreaterThanOrEqualTo(count));
  }

  /// Committed offset and metadata per partition of the source.
  Map<Integer, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<Integer, OffsetAndMetadata> committed = new TreeMap<>();
      admin
          .listConsumerGroupOffsets(name)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> committed.put(partition.partition(), offset));
      return committed;
    }
  }

  void assertCommittedUpToTheEnd() {
    Eventually.await(
        Duration.ofSeconds(20),
        () -> {
          Map<Integer, Long> offsets = new TreeMap<>();
          committed().forEach((partition, offset) -> offsets.put(partition, offset.offset()));
          Assertions.assertThat(offsets).isEqualTo(ends());
        });
  }

  private Map<Integer, Long> ends() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        asked.put(new TopicPartition(source(), partition), OffsetSpec.latest());
      }
      Map<Integer, Long> ends = new TreeMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return ends;
    }
  }

  private ProducerRecord<byte[], byte[]> record(int partition, String key) {
    return new ProducerRecord<>(
        source(),
        partition,
        key.getBytes(StandardCharsets.UTF_8),
        ("value of " + key).getBytes(StandardCharsets.UTF_8));
  }
}
