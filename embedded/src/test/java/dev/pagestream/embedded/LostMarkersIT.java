package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker was killed when the end of a transaction was decided and not yet written everywhere
/// (G1): the logs are cut as such a kill, and the start after it, leave them.
final class LostMarkersIT {
  private static final String TOPIC = "results";
  private static final String GROUP = "workers";
  private static final TopicPartition SOURCE = new TopicPartition("tasks", 0);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void aCommittedTransactionIsCommittedInEveryPartition() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      createTopics(broker.bootstrapServers());
      transaction(broker.bootstrapServers(), true);
      assertThat(committed(broker.bootstrapServers())).as("all markers written").isEqualTo(7);
    }
    loseLastMarker(TOPIC + "-0");
    loseLastMarker("__consumer_offsets-0");

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(read(broker.bootstrapServers())).containsExactly("one");
      assertThat(committed(broker.bootstrapServers())).isEqualTo(7);
    }
  }

  @Test
  void anAbortedTransactionHoldsNobodyUp() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      createTopics(broker.bootstrapServers());
      transaction(broker.bootstrapServers(), false);
    }
    loseLastMarker(TOPIC + "-0");

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      transaction(broker.bootstrapServers(), true);
      assertThat(read(broker.bootstrapServers())).containsExactly("one");
    }
  }

  private static void transaction(String servers, boolean commit) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "transactional.id", "worker-1");
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes);
        KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "one".getBytes(StandardCharsets.UTF_8))).get();
      producer.sendOffsetsToTransaction(
          Map.of(SOURCE, new OffsetAndMetadata(7)), consumer.groupMetadata());
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /// Cuts the log before its last marker, and lets the start take the shutdown for a kill.
  private void loseLastMarker(String partition) throws IOException {
    Path log = directory.resolve(partition).resolve("00000000000000000000.log");
    int cut = -1;
    try (FileRecords records = FileRecords.open(log.toFile())) {
      for (FileChannelRecordBatch batch : records.batches()) {
        cut = batch.isControlBatch() ? batch.position() : cut;
      }
    }
    assertThat(cut).isPositive();
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.truncate(cut);
    }
    try (Stream<Path> files = Files.list(log.getParent())) {
      for (Path snapshot : files.filter(file -> file.toString().endsWith(".snapshot")).toList()) {
        Files.delete(snapshot);
      }
    }
    Files.deleteIfExists(directory.resolve(".kafka_cleanshutdown"));
    Files.deleteIfExists(directory.resolve("recovery-point-offset-checkpoint"));
  }

  private static void createTopics(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, 1, (short) 1), new NewTopic(SOURCE.topic(), 1, (short) 1)))
          .all()
          .get();
    }
  }

  private static List<String> read(String servers) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> texts = new ArrayList<>();
      long giveUp = System.nanoTime() + LIMIT.toNanos();
      while (texts.isEmpty() && System.nanoTime() < giveUp) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
      return texts;
    }
  }

  private static long committed(String servers) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
      return consumer
          .committed(Set.of(SOURCE), LIMIT)
          .getOrDefault(SOURCE, new OffsetAndMetadata(0))
          .offset();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            GROUP,
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, bytes, bytes);
  }
}
