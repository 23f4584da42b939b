package dev.pagestream.samples.indexer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.TestSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The example on a real broker, with what may stand on the topic and what may happen to it.
@ExtendWith(KafkaFixture.class)
class IndexerIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @AutoClose private Rows rows;
  @AutoClose private SqlDocumentIndex index;
  @AutoClose private EventCodec codec;
  @AutoClose private KafkaProducer<byte[], byte[]> producer;
  private TestSystem system;
  private String topic;

  @BeforeEach
  void open(TestSystem testSystem) throws SQLException {
    system = testSystem;
    topic = system.catalog().documentsFinished();
    codec = system.codec();
    String database = "jdbc:h2:mem:" + UUID.randomUUID();
    index = SqlDocumentIndex.open(database);
    rows = new Rows(database);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @Test
  void holdsTheHighestRevisionOfWhatWasCommittedAndReadable(@TempDir Path blobs) throws Exception {
    DocumentFinished large = Finished.of("large", 1, null);
    Path text = blobs.resolve(large.getOutputs().getFirst().getKey());
    Files.createDirectories(text.getParent());
    Files.writeString(text, "A text of more than 32 KiB.");
    committed(Finished.of("twice", 1), Finished.of("purged", 1), Finished.of("twice", 2));
    committed(Finished.of("twice", 1), large);
    aborted(Finished.of("aborted", 1), Finished.of("twice", 3));
    committed("purged", null);
    committed("poison", "these bytes are no Avro".getBytes(UTF_8));
    committed(Finished.of("last", 1));

    try (Running _ = running(index, blobs)) {
      Eventually.await(LIMIT, () -> assertThat(rows.documents()).contains("last r1"));
    }

    assertThat(rows.documents()).containsExactly("large r1", "last r1", "twice r2");
    assertThat(rows.text("twice")).contains("Text of twice, revision 2.");
    assertThat(rows.text("large")).contains("A text of more than 32 KiB.");
    assertThat(rows.rejected()).singleElement().asString().startsWith(topic + "-0@");
  }

  @Test
  void aCrashBetweenTheIndexAndItsOffsetsMakesNoDifference(@TempDir Path blobs) {
    committed(Finished.of("a", 1), Finished.of("a", 2), Finished.of("b", 1));
    committed("b", null);
    DocumentIndex crashing =
        changes -> {
          index.apply(changes);
          throw new IllegalStateException("killed");
        };
    try (Indexer indexer = indexer(codec, crashing, blobs)) {
      assertThatIllegalStateException().isThrownBy(indexer::run).withMessage("killed");
    }

    List<Change> seen = new CopyOnWriteArrayList<>();
    try (Running _ = running(changes -> record(changes, seen), blobs)) {
      committed(Finished.of("c", 1));
      Eventually.await(LIMIT, () -> assertThat(rows.documents()).contains("c r1"));
    }

    assertThat(seen).as("read again").hasSize(5);
    assertThat(rows.documents()).containsExactly("a r2", "c r1");
  }

  @Test
  void goesOnWhereItStopped(@TempDir Path blobs) {
    committed(Finished.of("a", 1));
    try (Running _ = running(index, blobs)) {
      Eventually.await(LIMIT, () -> assertThat(rows.documents()).contains("a r1"));
    }
    committed(Finished.of("b", 1));

    List<Change> seen = new CopyOnWriteArrayList<>();
    try (Running _ = running(changes -> record(changes, seen), blobs)) {
      Eventually.await(LIMIT, () -> assertThat(rows.documents()).contains("b r1"));
    }

    assertThat(seen).hasSize(1);
  }

  @Test
  void aRegistryThatIsAwayCostsNoDocument(@TempDir Path blobs) {
    committed(Finished.of("a", 1));
    try (EventCodec orphan =
            RegistryEventCodec.create(Map.of("schema.registry.url", "http://127.0.0.1:1"));
        Indexer indexer = indexer(orphan, index, blobs)) {
      assertThatThrownBy(indexer::run).isInstanceOf(RegistryUnavailableException.class);
    }
    assertThat(rows.rejected()).isEmpty();

    try (Running _ = running(index, blobs)) {
      Eventually.await(LIMIT, () -> assertThat(rows.documents()).contains("a r1"));
    }
  }

  /// An indexer on a thread of its own.
  private record Running(Indexer indexer, CompletableFuture<Void> ended) implements AutoCloseable {
    @Override
    public void close() {
      indexer.close();
      ended.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  private Running running(DocumentIndex into, Path blobs) {
    Indexer indexer = indexer(codec, into, blobs);
    return new Running(indexer, CompletableFuture.runAsync(indexer::run));
  }

  private Indexer indexer(EventCodec with, DocumentIndex into, Path blobs) {
    Map<String, Object> kafka =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            system.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            system.prefix() + "sample-indexer");
    return new Indexer(kafka, topic, with, new MarkdownSource(Optional.of(blobs)), into);
  }

  private void record(List<Change> changes, List<Change> seen) {
    seen.addAll(changes);
    index.apply(changes);
  }

  private void committed(DocumentFinished... documents) {
    producer.beginTransaction();
    for (DocumentFinished document : documents) {
      send(document);
    }
    producer.commitTransaction();
  }

  private void committed(String key, byte @Nullable [] value) {
    producer.beginTransaction();
    send(key, value);
    producer.commitTransaction();
  }

  private void aborted(DocumentFinished... documents) {
    producer.beginTransaction();
    for (DocumentFinished document : documents) {
      send(document);
    }
    producer.flush(); // They are on the topic, and stay there.
    producer.abortTransaction();
  }

  private void send(DocumentFinished document) {
    send(document.getOrigin().getDocumentId(), codec.encode(topic, document));
  }

  /// All to one partition: what is sent last is read last.
  private void send(String key, byte @Nullable [] value) {
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), value));
  }
}
