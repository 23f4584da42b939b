package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.source.SourceFetcher;
import dev.pagestream.ingest.source.SourceInspector;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.PageTask;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitHandlerIT {
  private static final String DOCUMENT = "t-0";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final EventHeaders HEADERS = EventHeaders.of(DOCUMENT, "default", "default");

  private final PlainCodec codec = new PlainCodec();
  private final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final AtomicLong lag = new AtomicLong();
  private final ParkedSlot slot = new ParkedSlot();
  private BlobStore blobs;
  private SourceFetcher fetcher;
  private SplitHandler handler;

  /// A slot whose parking lets time pass: the page workers catch up.
  private final class ParkedSlot implements CallSlot {
    private int parked;

    @Override
    public Window window() {
      return new Window("test", 1);
    }

    @Override
    public void park(Duration duration) {
      parked++;
      lag.set(0);
    }

    @Override
    public <T> T parkWhile(Callable<T> waiting) throws Exception {
      return waiting.call();
    }

    @Override
    public int priorAttempts() {
      return 0;
    }
  }

  @BeforeEach
  void open(@TempDir Path directory) {
    blobs = BlobStores.files(directory.resolve("blobs"));
    Spool spool = new Spool(directory.resolve("spool"));
    HeaderSealer sealer = new HeaderSealer(Optional.empty());
    fetcher = new SourceFetcher(spool, 1 << 20, false, Duration.ofSeconds(1));
    handler =
        new SplitHandler(
            codec,
            new Admission(lag::get, 100, () -> NOW.plusSeconds(slot.parked)),
            new SourceOpener(blobs, spool, fetcher, 1, sealer),
            new SourceInspector(100, 1_000_000),
            new Fanout(codec, topics),
            sealer,
            Duration.ofHours(4),
            clock);
  }

  @AfterEach
  void close() {
    fetcher.close();
    blobs.close();
    codec.close();
  }

  @Test
  void theDeadlineRunsFromAdmission() throws Exception {
    Outcome.Done done = (Outcome.Done) handler.handle(record(stored(), HEADERS), slot);

    DocumentAccepted accepted = accepted(done);
    assertThat(accepted.getAcceptedAt()).isEqualTo(NOW);
    assertThat(accepted.getDeadline()).isEqualTo(NOW.plus(Duration.ofHours(4)));
    assertThat(done.outputs())
        .hasSize(3)
        .allSatisfy(output ->
            assertThat(EventHeaders.read(output.headers()).deadline())
                .contains(accepted.getDeadline()));
    assertThat(codec.decode("", done.outputs().getLast().value(), PageTask.class).getPage())
        .isEqualTo(2);
  }

  @Test
  void aReplayKeepsItsIdAndItsDeadline() throws Exception {
    Instant deadline = NOW.plusSeconds(60);
    EventHeaders replay = HEADERS.withReplay("r1").withDeadline(deadline);

    Outcome.Done done = (Outcome.Done) handler.handle(record(stored(), replay), slot);

    assertThat(accepted(done).getDeadline()).isEqualTo(deadline);
    assertThat(done.outputs())
        .allSatisfy(
            output -> assertThat(EventHeaders.read(output.headers()).replay()).contains("r1"));
  }

  @Test
  void aReplayWhoseTimeIsUpIsNotBegun() throws Exception {
    Outcome outcome =
        handler.handle(record(stored(), HEADERS.withDeadline(NOW.minusMillis(1))), slot);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("DEADLINE_EXCEEDED"));
  }

  @Test
  void aDocumentWaitsAtTheClosedDoor() throws Exception {
    lag.set(101);

    Outcome outcome = handler.handle(record(stored(), HEADERS), slot);

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(slot.parked).isEqualTo(1);
  }

  @Test
  void anUnreadableRecordIsADeadLetterWithItsBytes() throws Exception {
    ConsumerRecord<byte[], byte[]> garbage = record(new byte[] {(byte) 0xff, 1, 2}, HEADERS);

    Outcome.Failed failed = (Outcome.Failed) handler.handle(garbage, slot);
    DeadLetter letter = deadLetter(garbage, failed);

    assertThat(failed.code()).isEqualTo("RECORD_UNREADABLE");
    assertThat(letter.getDocumentId()).isEqualTo(DOCUMENT);
    assertThat(letter.getOrigin()).isNull();
    assertThat(letter.getRecord().getValue().array()).isEqualTo(garbage.value());
  }

  @Test
  void aRefusalNamesTheOriginSoThatTheJoinLearnsOfTheDocument() throws Exception {
    DocumentSubmitted submitted = stored();

    DeadLetter letter =
        deadLetter(record(submitted, HEADERS), new Outcome.Failed("SOURCE_EMPTY", "Empty.", 1));

    assertThat(letter.getOrigin()).isEqualTo(submitted.getOrigin());
    assertThat(letter.getStage()).isEqualTo("splitter");
  }

  private DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record, Outcome.Failed failed) {
    ProducerRecord<byte[], byte[]> letter =
        new SplitterDeadLetters(codec, topics.deadLetters(), clock).deadLetter(record, failed);
    assertThat(letter.key()).isEqualTo(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    return codec.decode("", letter.value(), DeadLetter.class);
  }

  private DocumentAccepted accepted(Outcome.Done done) {
    ProducerRecord<byte[], byte[]> first = done.outputs().getFirst();
    assertThat(first.topic()).isEqualTo(topics.documentsAccepted());
    return codec.decode("", first.value(), DocumentAccepted.class);
  }

  private DocumentSubmitted stored() {
    byte[] pdf = new PdfBuilder().page().heading("One").page().heading("Two").bytes();
    String sha256 = Hashes.sha256(pdf);
    String key = BlobNames.source(DOCUMENT, sha256);
    blobs.put(key, pdf);
    DocumentOrigin origin =
        DocumentOrigin.newBuilder()
            .setDocumentId(DOCUMENT)
            .setTaskId("t")
            .setTaskDocuments(1)
            .setName("a.pdf")
            .setSubmittedAt(NOW)
            .build();
    return DocumentSubmitted.newBuilder()
        .setOrigin(origin)
        .setSourceKey(key)
        .setSourceSha256(sha256)
        .setSourceBytes(pdf.length)
        .setOptions(ConversionOptions.newBuilder().build())
        .build();
  }

  private ConsumerRecord<byte[], byte[]> record(DocumentSubmitted submitted, EventHeaders headers) {
    return record(codec.encode("", submitted), headers);
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, EventHeaders headers) {
    byte[] key = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        "pagestream.documents.submitted.default",
        0,
        7,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        headers.toHeaders(),
        Optional.empty());
  }
}
