package dev.pagestream.assembler.finish;

import static dev.pagestream.assembler.Events.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.assembler.Events;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.PartFailure;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.ReadyCause;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishHandlerIT {
  private static final String TASK = "1a2b3c4d-0000-4000-8000-000000000004";
  private static final FinishSettings SETTINGS = new FinishSettings(3, 8 << 20, 1 << 20);

  private final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);
  private final Events events = Events.of(TASK, 0, 1);

  @TempDir private Path directory;
  private LocalRegistry registry;
  private EventCodec codec;
  private BlobStore blobs;
  private StoredDocument stored;
  private FinishHandler handler;

  @BeforeEach
  void start() throws Exception {
    registry = LocalRegistry.start(directory.resolve("schemas.jsonl"), 0);
    codec = RegistryEventCodec.create(Map.of("schema.registry.url", registry.url()));
    blobs = BlobStores.files(directory.resolve("blobs"));
    stored = new StoredDocument(blobs, events);
    handler = handler(SETTINGS);
  }

  @AfterEach
  void stop() {
    codec.close();
    registry.close();
    blobs.close();
  }

  @Test
  void writesOutputsManifestAndEvent() throws Exception {
    stored.answer("chart");
    DocumentReady ready =
        ready(
            events.accepted(1, "md", "json", "text"),
            page(1, "chart"),
            described("chart", 1, false));

    DocumentFinished finished = finish(ready);

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getErrors()).isEmpty();
    assertThat(finished.getMarkdown()).contains("Text of page 1.", "A picture of chart.");
    assertThat(finished.getPicturesDescribed()).isEqualTo(1);
    assertThat(finished.getModelCalls()).isEqualTo(1);
    assertThat(finished.getPromptTokens()).isEqualTo(100);
    assertThat(finished.getSourceKey()).isNotNull();
    ResultManifest manifest = ResultManifest.fromJson(blobs.get(finished.getManifestKey()));
    assertThat(manifest.outputs()).containsOnlyKeys("json", "md", "text");
    assertThat(manifest.outputs().values())
        .allMatch(output -> blobs.get(output.key()).length == output.bytes());
    assertThat(finished.getOutputs())
        .filteredOn(output -> output.getFormat().equals("md"))
        .allMatch(output ->
            new String(blobs.get(output.getKey()), StandardCharsets.UTF_8)
                .equals(finished.getMarkdown()));
    assertThat(PartsList.fromJson(blobs.get(ready.getPartsKey())).pages()).containsOnlyKeys(1);
  }

  @Test
  void passesTheHeadersOn() throws Exception {
    Outcome.Done done =
        (Outcome.Done) handler.handle(record(ready(events.accepted(1), page(1))), new FirstTry());

    ProducerRecord<byte[], byte[]> output = done.outputs().getFirst();
    assertThat(output.topic()).isEqualTo(topics.documentsFinished());
    assertThat(new String(output.key(), StandardCharsets.UTF_8)).isEqualTo(events.documentId());
    assertThat(EventHeaders.read(output.headers())).isEqualTo(events.headers());
  }

  @Test
  void longMarkdownStaysInItsBlob() throws Exception {
    stored.answer("logo");
    String[] logos = new String[2000];
    Arrays.fill(logos, "logo");
    DocumentReady ready = ready(events.accepted(1), page(1, logos), described("logo", 1, false));

    DocumentFinished finished = finish(ready);

    assertThat(finished.getMarkdown()).isNull();
    assertThat(finished.getOutputs())
        .anyMatch(output -> output.getFormat().equals("md") && output.getBytes() > 32 << 10);
  }

  @Test
  void aReplayRedoesOnlyItsPartsAndPaysForNothingElse() throws Exception {
    stored.answer("chart");
    stored.answer("photo");
    DocumentReady first = ready(events.accepted(2), page(1, "chart"), described("chart", 2, false));
    first =
        DocumentReady.newBuilder(first).setPages(List.of(page(1, "chart"), pageFailed(2))).build();
    assertThat(finish(first).getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    DocumentReady second =
        DocumentReady.newBuilder(
                ready(events.accepted(2), page(2, "photo"), described("photo", 1, false)))
            .setRevision(2)
            .setReplayId("r1")
            .setPartsKey(BlobNames.parts(events.documentId(), 2, Hashes.sha256("second")))
            .setBasePartsKey(first.getPartsKey())
            .build();

    DocumentFinished finished = finish(second, events.replayedAs("r1"));

    assertThat(finished.getRevision()).isEqualTo(2);
    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getMarkdown())
        .contains(
            "Text of page 1.", "Text of page 2.", "A picture of chart.", "A picture of photo.");
    assertThat(finished.getModelCalls()).isEqualTo(1);
    assertThat(PartsList.fromJson(blobs.get(second.getPartsKey())).pages()).containsOnlyKeys(1, 2);
  }

  @Test
  void aPageObjectOrAnAnswerThatIsGoneIsAFailureOfItsPart() throws Exception {
    DocumentReady ready =
        DocumentReady.newBuilder(
                ready(events.accepted(2), page(1, "chart"), described("chart", 1, false)))
            .setPages(List.of(page(1, "chart"), new PageOutcome(2, events.pageKey(2), null)))
            .build();

    DocumentFinished finished = finish(ready);

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getPagesFailed()).isEqualTo(1);
    assertThat(finished.getPicturesFailed()).isEqualTo(1);
    assertThat(finished.getErrors()).extracting(DocumentError::getCode).containsOnly("INTERNAL");
  }

  @Test
  void aRefusedDocumentEndsWithItsSentence() throws Exception {
    PartFailure failure =
        new PartFailure(
            FailureCode.SOURCE_ENCRYPTED.name(), "The file is encrypted.", "splitter", 1);
    DocumentReady ready =
        DocumentReady.newBuilder(ready(events.accepted(1), page(1)))
            .setAccepted(null)
            .setPages(List.of())
            .setCause(ReadyCause.REFUSED)
            .setFailure(failure)
            .build();

    DocumentFinished finished = finish(ready);

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getMessage)
        .containsExactly("The file is encrypted.");
    assertThat(finished.getOutputs()).isEmpty();
    assertThat(blobs.exists(finished.getManifestKey())).isTrue();
  }

  @Test
  void aCancelledDocumentIsCancelled() throws Exception {
    DocumentReady ready =
        DocumentReady.newBuilder(ready(events.accepted(1), page(1)))
            .setCause(ReadyCause.CANCELLED)
            .build();

    assertThat(finish(ready).getOutcome()).isEqualTo(DocumentOutcome.CANCELLED);
  }

  @Test
  void imagesThatDoNotFitIntoMemoryAreLeftOutAndSaidSo() throws Exception {
    handler = handler(new FinishSettings(3, 8 << 20, 10));
    stored.answer("chart");

    DocumentFinished finished =
        finish(ready(embedding(), page(1, "chart"), described("chart", 1, false)));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getCode)
        .containsExactly("SOURCE_TOO_LARGE");
    assertThat(finished.getMarkdown()).doesNotContain("base64");
  }

  @Test
  void embeddedImagesComeFromThePageObject() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finish(ready(embedding(), page(1, "chart"), described("chart", 1, false)));

    assertThat(finished.getMarkdown()).contains("data:image/png;base64,");
  }

  @Test
  void aReadyDocumentCopiedBackByAReplayIsDropped() throws Exception {
    DocumentReady ready = ready(events.accepted(1), page(1));

    Outcome outcome = handler.handle(record(ready, events.replayedAs("r9")), new FirstTry());

    assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void aFailingFinishIsTriedAgain() {
    DocumentReady poison = ready(withImageMode("no such mode"), page(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handler.handle(record(poison), new FirstTry()));
  }

  @Test
  void atItsLastAttemptAPoisonDocumentEndsAndLeavesADeadLetter() throws Exception {
    DocumentReady poison = ready(withImageMode("no such mode"), page(1));

    Outcome.Done done = (Outcome.Done) handler.handle(record(poison), new LastTry());

    DocumentFinished finished = finished(done);
    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(finished.getErrors()).extracting(DocumentError::getCode).containsExactly("INTERNAL");
    ProducerRecord<byte[], byte[]> letter = done.outputs().get(1);
    assertThat(letter.topic()).isEqualTo(topics.deadLetters());
    DeadLetter dead = codec.decode(letter.topic(), letter.value(), DeadLetter.class);
    assertThat(dead.getPart().getKind()).isEqualTo(PartKind.FINISH);
    assertThat(dead.getDocumentId()).isEqualTo(events.documentId());
    assertThat(dead.getRecord().getTopic()).isEqualTo(topics.documentsReady());
    assertThat(blobs.exists(poison.getPartsKey())).isTrue();
  }

  @Test
  void aRegistryThatIsAwayBurnsNoAttempt() {
    ConsumerRecord<byte[], byte[]> record = record(ready(events.accepted(1), page(1)));
    try (EventCodec orphan =
        RegistryEventCodec.create(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      FinishHandler waiting =
          new FinishHandler(
              topics, orphan, blobs, SETTINGS, InstantSource.system(), new SimpleMeterRegistry());

      assertThatThrownBy(() -> waiting.handle(record, new LastTry()))
          .isInstanceOf(DependencyUnavailableException.class);
    }
  }

  @Test
  void anUnreadableRecordBecomesADeadLetter() throws Exception {
    ConsumerRecord<byte[], byte[]> record =
        record("no event".getBytes(StandardCharsets.UTF_8), events);

    Outcome outcome = handler.handle(record, new FirstTry());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    ProducerRecord<byte[], byte[]> letter =
        handler.deadLetters().deadLetter(record, (Outcome.Failed) outcome);
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(events.documentId());
  }

  @Test
  void aDeadLetterLeavesOutAValueThatIsTooLarge() {
    ConsumerRecord<byte[], byte[]> record = record(new byte[3 << 20], events);

    ProducerRecord<byte[], byte[]> letter =
        handler.deadLetters().deadLetter(record, new Outcome.Failed("INTERNAL", "It failed.", 3));

    assertThat(letter.value()).hasSizeLessThan(64 << 10);
  }

  private FinishHandler handler(FinishSettings settings) {
    return new FinishHandler(
        topics, codec, blobs, settings, InstantSource.system(), new SimpleMeterRegistry());
  }

  private DocumentFinished finish(DocumentReady ready) throws Exception {
    return finish(ready, events);
  }

  private DocumentFinished finish(DocumentReady ready, Events from) throws Exception {
    return finished((Outcome.Done) handler.handle(record(ready, from), new FirstTry()));
  }

  private DocumentFinished finished(Outcome.Done done) {
    return codec.decode(
        topics.documentsFinished(), done.outputs().getFirst().value(), DocumentFinished.class);
  }

  @Test
  void aConvertedPageHasTheModelsTextAndItsChartsHaveTheirData() throws Exception {
    stored.answer("page", Purpose.CONVERT_PAGE, "# Sales\n\nWhat the model read.");
    stored.answer("chart");
    stored.answer("table", Purpose.CHART_TABLE, "Year,A\n2020,5");

    DocumentFinished finished =
        finish(
            ready(
                events.accepted(1, "md"),
                convertedPage(),
                described("page", 2, false),
                described("chart", 1, false),
                described("table", 0, true)));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getMarkdown())
        .startsWith("# Sales\n\nWhat the model read.")
        .contains("A picture of chart.", "|   Year |   A |")
        .doesNotContain("Text of page 1.");
    assertThat(finished.getModelCalls()).isEqualTo(3);
    assertThat(finished.getPromptTokens()).isEqualTo(200);
  }

  @Test
  void aLostConversionLeavesThePageAsItWasFoundAndSaysSo() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finish(
            ready(
                events.accepted(1, "md"),
                convertedPage(),
                described("page", 1, false),
                described("chart", 1, false),
                new AnswerOutcome(fingerprint("table"), null, "class_filtered", null, 0, false)));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getCode, DocumentError::getPage)
        .containsExactly(tuple("INTERNAL", 1));
    assertThat(finished.getPagesFailed()).isEqualTo(1);
    assertThat(finished.getMarkdown()).contains("Text of page 1.", "A picture of chart.");
  }

  private PageOutcome convertedPage() {
    return new PageOutcome(1, stored.convertedPage(1, "page", "chart", "table").getPageKey(), null);
  }

  private DocumentReady ready(
      DocumentAccepted accepted, PageOutcome page, AnswerOutcome... answers) {
    return DocumentReady.newBuilder()
        .setOrigin(events.origin())
        .setRevision(1)
        .setAccepted(accepted)
        .setPartsKey(BlobNames.parts(events.documentId(), 1, Hashes.sha256("first")))
        .setPages(List.of(page))
        .setAnswers(List.of(answers))
        .setCause(ReadyCause.COMPLETE)
        .setReadyAt(events.origin().getSubmittedAt())
        .build();
  }

  private PageOutcome page(int number, String... pictures) {
    return new PageOutcome(number, stored.page(number, pictures).getPageKey(), null);
  }

  private static PageOutcome pageFailed(int number) {
    return new PageOutcome(
        number,
        null,
        new PartFailure(FailureCode.PAGE_UNREADABLE.name(), "It failed.", "page-worker", 1));
  }

  private static AnswerOutcome described(String picture, int attempts, boolean reused) {
    return new AnswerOutcome(
        fingerprint(picture), BlobNames.answer(fingerprint(picture)), null, null, attempts, reused);
  }

  private DocumentAccepted embedding() {
    return withImageMode("embedded");
  }

  private DocumentAccepted withImageMode(String mode) {
    DocumentAccepted accepted = events.accepted(1);
    return DocumentAccepted.newBuilder(accepted)
        .setOptions(
            ConversionOptions.newBuilder(accepted.getOptions()).setImageExportMode(mode).build())
        .build();
  }

  private ConsumerRecord<byte[], byte[]> record(DocumentReady ready) {
    return record(ready, events);
  }

  private ConsumerRecord<byte[], byte[]> record(DocumentReady ready, Events from) {
    return record(codec.encode(topics.documentsReady(), ready), from);
  }

  private ConsumerRecord<byte[], byte[]> record(byte[] value, Events from) {
    return new ConsumerRecord<>(
        topics.documentsReady(),
        0,
        0,
        from.origin().getSubmittedAt().toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        value.length,
        from.documentId().getBytes(StandardCharsets.UTF_8),
        value,
        from.headers().toHeaders(),
        Optional.empty());
  }

  private static class FirstTry implements CallSlot {
    @Override
    public Window window() {
      return new Window("test", 1);
    }

    @Override
    public void park(Duration duration) {}

    @Override
    public <T> T parkWhile(Callable<T> waiting) throws Exception {
      return waiting.call();
    }

    @Override
    public int priorAttempts() {
      return 0;
    }
  }

  private static final class LastTry extends FirstTry {
    @Override
    public int priorAttempts() {
      return SETTINGS.maxAttempts() - 1;
    }
  }
}
