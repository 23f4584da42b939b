package dev.pagestream.assembler;

import static dev.pagestream.assembler.Events.pagePart;
import static dev.pagestream.assembler.Events.part;
import static dev.pagestream.assembler.Events.picturePart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.join.JoinSettings;
import dev.pagestream.document.FailureCode;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.ReadyCause;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both joins on RocksDB, with real schemas, without a broker.
class AssemblerTopologyIT {
  private static final String TASK = "0d8b1c50-0000-4000-8000-000000000003";

  private final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Events document = Events.of(TASK, 0, 1);
  private final Events again = document.replayedAs("r1");

  @TempDir private Path directory;
  private LocalRegistry registry;
  private EventCodec codec;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() throws Exception {
    registry = LocalRegistry.start(directory.resolve("schemas.jsonl"), 0);
    codec = RegistryEventCodec.create(Map.of("schema.registry.url", registry.url()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "assembler-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    JoinSettings settings = new JoinSettings(Duration.ofSeconds(5), Duration.ofDays(30));
    driver =
        new TopologyTestDriver(
            AssemblerTopology.build(topics, codec, settings, meters), properties, Instant.now());
  }

  @AfterEach
  void stop() {
    driver.close();
    codec.close();
    registry.close();
  }

  @Test
  void aDocumentIsReadyWhenItsLastPictureIsDescribed() {
    send(topics.visionResults(), document, document.described("chart"));
    send(topics.pagesAnalyzed(), document, document.page(2));
    send(topics.documentsAccepted(), document, document.accepted(2));
    assertThat(ready()).isEmpty();

    send(topics.pagesAnalyzed(), document, document.page(1, "chart"));

    List<TestRecord<byte[], byte[]>> records = records(topics.documentsReady());
    DocumentReady ready =
        codec.decode(topics.documentsReady(), records.getFirst().value(), DocumentReady.class);
    assertThat(ready.getCause()).isEqualTo(ReadyCause.COMPLETE);
    assertThat(ready.getAccepted()).isEqualTo(document.accepted(2));
    assertThat(ready.getPages()).hasSize(2);
    EventHeaders headers = EventHeaders.read(records.getFirst().headers());
    assertThat(headers.documentId()).contains(document.documentId());
    assertThat(headers.deadline()).contains(document.deadline());
    assertThat(headers.replay()).isEmpty();
    assertThat(new String(records.getFirst().key(), StandardCharsets.UTF_8))
        .isEqualTo(document.documentId());
  }

  @Test
  void deadLettersSettlePagesAndPicturesAndRefuseDocuments() {
    send(topics.documentsAccepted(), document, document.accepted(2));
    send(topics.pagesAnalyzed(), document, document.page(1, "photo"));
    send(topics.deadLetters(), document, document.pageFailed(2));
    send(topics.deadLetters(), document, document.pictureFailed("photo"));
    Events other = Events.of(TASK, 7, 8);
    send(topics.deadLetters(), other, other.refused(FailureCode.SOURCE_ENCRYPTED));

    assertThat(ready())
        .extracting(DocumentReady::getCause)
        .containsExactly(ReadyCause.COMPLETE, ReadyCause.REFUSED);
  }

  @Test
  void aPageThatBecomesReadyOnlyByItsDeadlineIsCleanedUpAndReported() {
    send(topics.documentsAccepted(), document, document.accepted(2));
    send(topics.pagesAnalyzed(), document, document.page(1));

    driver.advanceWallClockTime(
        Duration.between(Instant.now(), document.deadline()).plusSeconds(20));

    assertThat(ready()).extracting(DocumentReady::getCause).containsExactly(ReadyCause.DEADLINE);
  }

  @Test
  void aReplayYieldsTheNextRevision() {
    send(topics.documentsAccepted(), document, document.accepted(2));
    send(topics.pagesAnalyzed(), document, document.page(1));
    send(topics.deadLetters(), document, document.pageFailed(2));
    send(topics.documentsControl(), again, again.reopen(pagePart(2), picturePart("chart")));
    send(topics.pagesAnalyzed(), again, again.page(2, "chart"));
    send(topics.visionResults(), again, again.described("chart"));

    List<TestRecord<byte[], byte[]>> records = records(topics.documentsReady());
    assertThat(records).hasSize(2);
    DocumentReady second =
        codec.decode(topics.documentsReady(), records.get(1).value(), DocumentReady.class);
    assertThat(second.getRevision()).isEqualTo(2);
    assertThat(EventHeaders.read(records.get(1).headers()).replay()).contains("r1");
  }

  @Test
  void aFailedFinishIsLeftToTheFinisherUntilItIsReplayed() {
    send(topics.documentsAccepted(), document, document.accepted(1));
    send(topics.pagesAnalyzed(), document, document.page(1));
    send(topics.deadLetters(), document, document.finishFailed());
    assertThat(ready()).hasSize(1);

    send(topics.documentsControl(), again, again.reopen(part(PartKind.FINISH)));

    assertThat(ready()).extracting(DocumentReady::getRevision).containsExactly(2);
  }

  @Test
  void cancelEndsADocument() {
    send(topics.documentsAccepted(), document, document.accepted(1));
    send(topics.documentsControl(), document, document.cancel());

    assertThat(ready()).extracting(DocumentReady::getCause).containsExactly(ReadyCause.CANCELLED);
  }

  @Test
  void anUnreadableRecordCostsOnlyItself() {
    send(topics.documentsAccepted(), document, document.accepted(1));
    sendBytes(topics.pagesAnalyzed(), document, "no event".getBytes(StandardCharsets.UTF_8));
    sendBytes(topics.deadLetters(), document, new byte[0]);
    send(topics.pagesAnalyzed(), document, document.page(1));

    assertThat(ready()).hasSize(1);
    assertThat(meters.get("pagestream_join_unreadable_total").counter().count()).isEqualTo(2);
  }

  @Test
  void nothingIsLeftWhenTheRetentionIsOver() {
    send(topics.documentsAccepted(), document, document.accepted(2));
    send(topics.pagesAnalyzed(), document, document.page(1, "a"));
    send(topics.documentsControl(), document, document.cancel());
    send(topics.pagesAnalyzed(), again, again.page(2));
    send(topics.documentsFinished(), document, finished(document, 1));
    assertThat(entries("documents")).isEqualTo(1);

    driver.advanceWallClockTime(Duration.ofDays(1));
    driver.advanceWallClockTime(Duration.ofDays(32));
    driver.advanceWallClockTime(Duration.ofMinutes(2));

    assertThat(List.of("documents", "parts", "deadlines", "tasks", "task-expiries"))
        .allSatisfy(store -> assertThat(entries(store)).as(store).isZero());
  }

  @Test
  void aTaskStartsWithItsFirstDocumentAndEndsWithItsLast() {
    Events first = Events.of(TASK, 0, 2);
    Events second = Events.of(TASK, 1, 2);
    send(topics.documentsAccepted(), first, first.accepted(1));
    send(topics.documentsAccepted(), second, second.accepted(1));
    send(topics.documentsFinished(), second, finished(second, 1));
    send(topics.documentsFinished(), first, finished(first, 1));
    send(topics.documentsFinished(), first, finished(first, 1));
    sendTombstone(topics.documentsFinished(), first);
    send(topics.documentsFinished(), first, finished(first, 2));

    List<TaskStatus> statuses = decoded(topics.tasksStatus(), TaskStatus.class);
    assertThat(statuses)
        .extracting(TaskStatus::getState)
        .containsExactly(
            TaskState.STARTED, TaskState.STARTED, TaskState.SUCCESS, TaskState.SUCCESS);
    assertThat(statuses.getLast().getResults())
        .extracting(TaskDocument::getRevision)
        .containsExactly(2, 1);
  }

  @Test
  void tenThousandPagesAreJoinedInSeconds() {
    int pages = 10_000;
    send(topics.documentsAccepted(), document, document.accepted(pages));
    Function<Integer, String> photo = number -> "photo " + number;
    long start = System.nanoTime();
    for (int number = 1; number <= pages; number++) {
      send(topics.pagesAnalyzed(), document, document.page(number, "logo", photo.apply(number)));
      send(topics.visionResults(), document, document.described(photo.apply(number)));
    }
    assertThat(ready()).isEmpty();
    send(topics.visionResults(), document, document.described("logo"));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

    List<TestRecord<byte[], byte[]>> records = records(topics.documentsReady());
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().value()).hasSizeLessThan(8 << 20);
    DocumentReady ready =
        codec.decode(topics.documentsReady(), records.getFirst().value(), DocumentReady.class);
    assertThat(ready.getPages()).hasSize(pages);
    assertThat(ready.getAnswers()).hasSize(pages + 1);
    assertThat(entries("parts")).isEqualTo(2);
    assertThat(elapsed).isLessThan(Duration.ofSeconds(60));
  }

  private static DocumentFinished finished(Events document, int revision) {
    return DocumentFinished.newBuilder()
        .setOrigin(document.origin())
        .setRevision(revision)
        .setOutcome(DocumentOutcome.SUCCESS)
        .setManifestKey("manifest-" + revision)
        .setFinishedAt(document.origin().getSubmittedAt())
        .build();
  }

  private void send(String topic, Events from, SpecificRecord event) {
    sendBytes(topic, from, codec.encode(topic, event));
  }

  private void sendBytes(String topic, Events from, byte @Nullable [] value) {
    byte[] key = from.documentId().getBytes(StandardCharsets.UTF_8);
    input(topic)
        .pipeInput(
            new TestRecord<>(
                key, value, from.headers().toHeaders(), from.origin().getSubmittedAt()));
  }

  private void sendTombstone(String topic, Events from) {
    sendBytes(topic, from, null);
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private List<DocumentReady> ready() {
    return decoded(topics.documentsReady(), DocumentReady.class);
  }

  private <T extends SpecificRecord> List<T> decoded(String topic, Class<T> type) {
    return records(topic).stream()
        .map(record -> codec.decode(topic, record.value(), type))
        .toList();
  }

  private List<TestRecord<byte[], byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private int entries(String store) {
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      all.forEachRemaining(entries::add);
    }
    return entries.size();
  }
}
