package dev.pagestream.assembler;

import static dev.pagestream.assembler.Events.pagePart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.finish.StoredDocument;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.topics.TopicCatalog;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The service on a broker, stopped and started in the middle of its work.
@ExtendWith(KafkaFixture.class)
class AssemblerServiceIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int DOCUMENTS = 12;

  private final Closer closer = new Closer();
  private final String task = UUID.randomUUID().toString();

  @TempDir private Path directory;
  private TestSystem system;
  private TopicCatalog topics;
  private EventCodec codec;
  private BlobStore blobs;
  private KafkaProducer<byte[], byte[]> producer;
  private TopicReader reader;

  @BeforeEach
  void open(TestSystem testSystem) {
    system = testSystem;
    topics = system.catalog();
    codec = closer.register(system.codec());
    blobs = closer.register(BlobStores.files(directory.resolve("blobs")));
    reader = new TopicReader(system.bootstrapServers(), codec);
    producer =
        closer.register(
            new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  @AfterEach
  void close() {
    closer.close();
  }

  @Test
  void everyDocumentIsFinishedOnceAcrossRestartsAndReplays() {
    List<Events> documents = new ArrayList<>();
    for (int index = 0; index < DOCUMENTS; index++) {
      documents.add(Events.of(task, index, DOCUMENTS + 1));
    }
    Events refused = Events.of(task, DOCUMENTS, DOCUMENTS + 1);

    try (AssemblerService _ = started()) {
      documents.forEach(
          document -> send(topics.documentsAccepted(), document, withChunks(document.accepted(2))));
      documents.forEach(this::sendPages);
      reader.read(topics.tasksStatus(), TaskStatus.class, 1, LIMIT);
    }
    try (AssemblerService _ = started()) {
      documents.forEach(
          document -> send(topics.visionResults(), document, document.described("logo")));
      reader.read(topics.documentsFinished(), DocumentFinished.class, 1, LIMIT);
    }
    Events replayed = documents.getFirst().replayedAs("r1");
    try (AssemblerService _ = started()) {
      send(topics.deadLetters(), refused, refused.refused(FailureCode.SOURCE_EMPTY));
      reader.read(topics.documentsFinished(), DocumentFinished.class, DOCUMENTS + 1, LIMIT);
      send(topics.pagesAnalyzed(), replayed, new StoredDocument(blobs, replayed).page(2));
      send(topics.documentsControl(), replayed, replayed.reopen(pagePart(2)));
      reader.read(topics.documentsFinished(), DocumentFinished.class, DOCUMENTS + 2, LIMIT);
      awaitRevision(2);
    }

    List<TopicEvent<DocumentFinished>> finished =
        reader.readAll(topics.documentsFinished(), DocumentFinished.class);
    assertThat(
            finished.stream()
                .filter(event -> event.value().getRevision() == 1)
                .map(TopicEvent::key))
        .doesNotHaveDuplicates()
        .hasSize(DOCUMENTS + 1);
    assertThat(cloudEventIds())
        .containsExactlyInAnyOrderElementsOf(
            finished.stream()
                .map(event -> event.key() + "/r" + event.value().getRevision())
                .toList());
    DocumentFinished second = finished.getLast().value();
    assertThat(finished).filteredOn(event -> event.value().getRevision() == 2).hasSize(1);
    assertThat(finished)
        .filteredOn(event -> event.value().getRevision() == 2)
        .allMatch(event -> event.value().getOutcome() == DocumentOutcome.SUCCESS)
        .allMatch(event -> event.value().getMarkdown().contains("Text of page 2."));
    assertThat(second.getOrigin().getTaskId()).isEqualTo(task);
    assertEveryRevisionHasItsChunks(finished);
    TaskStatus last = reader.readAll(topics.tasksStatus(), TaskStatus.class).getLast().value();
    assertThat(last.getState()).isEqualTo(TaskState.SUCCESS);
    assertThat(last.getResults()).hasSize(DOCUMENTS + 1);
  }

  /// Once each, whatever was stopped in between; and what a later revision has replaces them.
  private void assertEveryRevisionHasItsChunks(List<TopicEvent<DocumentFinished>> finished) {
    List<TopicEvent<DocumentChunk>> all =
        reader.readAll(topics.documentsChunks(), DocumentChunk.class);
    int expected = 0;
    for (TopicEvent<DocumentFinished> event : finished) {
      DocumentFinished document = event.value();
      List<TopicEvent<DocumentChunk>> chunks =
          all.stream()
              .filter(chunk -> chunk.key().equals(event.key()))
              .filter(chunk -> chunk.value().getRevision() == document.getRevision())
              .toList();
      boolean refused = document.getOutcome() == DocumentOutcome.FAILURE;
      assertThat(document.getChunks()).isEqualTo(refused ? null : Integer.valueOf(chunks.size()));
      assertThat(chunks)
          .extracting(chunk -> chunk.value().getIndex())
          .containsExactlyElementsOf(IntStream.range(0, chunks.size()).boxed().toList());
      assertThat(chunks)
          .allMatch(chunk -> chunk.value().getChunks() == chunks.size())
          .allMatch(chunk -> chunk.headers().equals(event.headers()))
          .allMatch(chunk -> chunk.partition() == event.partition());
      assertThat(chunks.stream().map(chunk -> chunk.value().getText()).toList().toString())
          .matches(text -> refused || text.contains("Text of page 1."))
          .matches(text -> document.getRevision() == 1 || text.contains("Text of page 2."));
      expected += chunks.size();
    }
    assertThat(all).hasSize(expected);
  }

  private static DocumentAccepted withChunks(DocumentAccepted accepted) {
    ConversionOptions options =
        ConversionOptions.newBuilder(accepted.getOptions())
            .setChunksTopic(true)
            .setChunking(ChunkingOptions.newBuilder().setChunker("hierarchical").build())
            .build();
    return DocumentAccepted.newBuilder(accepted).setOptions(options).build();
  }

  /// Page 2 of the first document fails.
  private void sendPages(Events document) {
    StoredDocument stored = new StoredDocument(blobs, document);
    stored.answer("logo");
    send(topics.pagesAnalyzed(), document, stored.page(1, "logo"));
    if (document.documentId().endsWith("-0")) {
      send(topics.deadLetters(), document, document.pageFailed(2));
    } else {
      send(topics.pagesAnalyzed(), document, stored.page(2));
    }
  }

  /// As any reader of CloudEvents has them.
  private List<String> cloudEventIds() {
    return reader.readAllRaw(topics.documentsFinished()).stream()
        .map(record ->
            KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent().getId())
        .toList();
  }

  private void awaitRevision(int revision) {
    reader.read(
        topics.tasksStatus(),
        TaskStatus.class,
        LIMIT,
        events ->
            events.stream()
                .anyMatch(event ->
                    event.value().getResults().stream()
                        .anyMatch(result -> result.getRevision() == revision)));
  }

  private AssemblerService started() {
    AssemblerConfig config =
        ConfigLoader.load(
            AssemblerConfig.class,
            Map.of(
                "kafka", Map.of("bootstrapServers", system.bootstrapServers()),
                "registry", Map.of("url", system.registryUrl()),
                "blobs",
                    Map.of("kind", "FILES", "directory", directory.resolve("blobs").toString()),
                "topics",
                    Map.of(
                        "prefix", system.prefix(),
                        "joinPartitions", topics.sizing().joins(),
                        "replicationFactor", 1),
                "stateDirectory", directory.resolve("state").toString(),
                "internalReplicationFactor", 1));
    AssemblerService service = AssemblerService.create(config, new SimpleMeterRegistry());
    Eventually.await(LIMIT, () -> assertThat(service.notReady()).isEmpty());
    return service;
  }

  private void send(String topic, Events from, SpecificRecord event) {
    byte[] key = from.documentId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, key, codec.encode(topic, event), from.headers().toHeaders());
    try {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("record was not taken", e);
    }
  }
}
