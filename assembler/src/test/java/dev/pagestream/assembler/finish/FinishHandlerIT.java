package dev.pagestream.assembler.finish;

import static dev.pagestream.assembler.finish.AtOnceSlot.FIRST_TRY;
import static dev.pagestream.assembler.finish.Finishing.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.assembler.Events;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
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
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishHandlerIT {
  private static final AtOnceSlot LAST_TRY = new AtOnceSlot(Finishing.SETTINGS.maxAttempts() - 1);

  @AutoClose private Finishing finishing;
  private Events events;
  private StoredDocument stored;
  private BlobStore blobs;

  @BeforeEach
  void start(@TempDir Path directory) {
    finishing = new Finishing(directory);
    events = finishing.events;
    stored = finishing.stored;
    blobs = finishing.blobs;
  }

  @Test
  void passesTheHeadersOn() throws Exception {
    Outcome.Done done =
        (Outcome.Done) finishing.handler.handle(finishing.record(finishing.onePage()), FIRST_TRY);

    ProducerRecord<byte[], byte[]> output = done.outputs().getFirst();
    assertThat(output.topic()).isEqualTo(finishing.topics.documentsFinished());
    assertThat(new String(output.key(), StandardCharsets.UTF_8)).isEqualTo(events.documentId());
    assertThat(EventHeaders.read(output.headers())).isEqualTo(events.headers());
  }

  @Test
  void aReaderOfCloudEventsFindsOne() throws Exception {
    DocumentReady ready = DocumentReady.newBuilder(finishing.onePage()).setRevision(2).build();
    ConsumerRecord<byte[], byte[]> record = finishing.record(ready);
    Outcome.Done done = (Outcome.Done) finishing.handler.handle(record, FIRST_TRY);
    ProducerRecord<byte[], byte[]> output = done.outputs().getFirst();

    CloudEvent event = KafkaMessageFactory.createReader(output.headers(), output.value()).toEvent();

    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo(events.documentId() + "/r2");
    assertThat(event.getSource()).hasToString(Finishing.SETTINGS.eventSource());
    assertThat(event.getType()).isEqualTo("dev.pagestream.document.finished.v1");
    assertThat(event.getSubject()).isEqualTo(events.documentId());
    assertThat(event.getExtension("revision")).isEqualTo("2");
    assertThat(event.getDataContentType()).isEqualTo("application/avro");
    assertThat(event.getDataSchema()).isNull();
    DocumentFinished data =
        finishing.codec.decode(
            output.topic(),
            Objects.requireNonNull(event.getData()).toBytes(),
            DocumentFinished.class);
    assertThat(event.getTime()).isEqualTo(data.getFinishedAt().atOffset(ZoneOffset.UTC));
  }

  @Test
  void aReplayRedoesOnlyItsPartsAndPaysForNothingElse() throws Exception {
    stored.answer("chart");
    stored.answer("photo");
    DocumentReady first =
        finishing.ready(
            events.accepted(2), finishing.page(1, "chart"), described("chart", 2, false));
    first =
        DocumentReady.newBuilder(first)
            .setPages(List.of(finishing.page(1, "chart"), pageFailed(2)))
            .build();
    assertThat(finishing.finish(first).getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    DocumentReady second =
        DocumentReady.newBuilder(
                finishing.ready(
                    events.accepted(2), finishing.page(2, "photo"), described("photo", 1, false)))
            .setRevision(2)
            .setReplayId("r1")
            .setPartsKey(BlobNames.parts(events.documentId(), 2, Hashes.sha256("second")))
            .setBasePartsKey(first.getPartsKey())
            .build();

    DocumentFinished finished =
        finishing.finish(finishing.handler, finishing.record(second, events.replayedAs("r1")));

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
                finishing.ready(
                    events.accepted(2), finishing.page(1, "chart"), described("chart", 1, false)))
            .setPages(
                List.of(finishing.page(1, "chart"), new PageOutcome(2, events.pageKey(2), null)))
            .build();

    DocumentFinished finished = finishing.finish(ready);

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
        DocumentReady.newBuilder(finishing.onePage())
            .setAccepted(null)
            .setPages(List.of())
            .setCause(ReadyCause.REFUSED)
            .setFailure(failure)
            .build();

    DocumentFinished finished = finishing.finish(ready);

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
        DocumentReady.newBuilder(finishing.onePage()).setCause(ReadyCause.CANCELLED).build();

    assertThat(finishing.finish(ready).getOutcome()).isEqualTo(DocumentOutcome.CANCELLED);
  }

  @Test
  void imagesThatDoNotFitIntoMemoryAreLeftOutAndSaidSo() throws Exception {
    FinishHandler small =
        finishing.handler(
            finishing.codec,
            new FinishSettings(3, 8 << 20, 10, 1, 1, "/pagestream", Finishing.SPOOL));
    stored.answer("chart");
    DocumentReady ready =
        finishing.ready(
            finishing.withImageMode("embedded"),
            finishing.page(1, "chart"),
            described("chart", 1, false));

    DocumentFinished finished = finishing.finish(small, finishing.record(ready));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getCode)
        .containsExactly("SOURCE_TOO_LARGE");
    assertThat(finished.getMarkdown()).doesNotContain("base64");
  }

  @Test
  void aReadyDocumentCopiedBackByAReplayIsDropped() throws Exception {
    DocumentReady ready = finishing.onePage();

    Outcome outcome =
        finishing.handler.handle(finishing.record(ready, events.replayedAs("r9")), FIRST_TRY);

    assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void aFailingFinishIsTriedAgain() {
    DocumentReady poison =
        finishing.ready(finishing.withImageMode("no such mode"), finishing.page(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> finishing.handler.handle(finishing.record(poison), FIRST_TRY));
  }

  @Test
  void atItsLastAttemptAPoisonDocumentEndsAndLeavesADeadLetter() throws Exception {
    DocumentReady poison =
        finishing.ready(finishing.withImageMode("no such mode"), finishing.page(1));

    Outcome.Done done = (Outcome.Done) finishing.handler.handle(finishing.record(poison), LAST_TRY);

    DocumentFinished finished = finishing.finished(done);
    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(finished.getErrors()).extracting(DocumentError::getCode).containsExactly("INTERNAL");
    ProducerRecord<byte[], byte[]> letter = done.outputs().get(1);
    assertThat(letter.topic()).isEqualTo(finishing.topics.deadLetters());
    DeadLetter dead = finishing.codec.decode(letter.topic(), letter.value(), DeadLetter.class);
    assertThat(dead.getPart().getKind()).isEqualTo(PartKind.FINISH);
    assertThat(dead.getDocumentId()).isEqualTo(events.documentId());
    assertThat(dead.getRecord().getTopic()).isEqualTo(finishing.topics.documentsReady());
    assertThat(blobs.exists(poison.getPartsKey())).isTrue();
  }

  @Test
  void aRegistryThatIsAwayBurnsNoAttempt() {
    ConsumerRecord<byte[], byte[]> record = finishing.record(finishing.onePage());
    try (EventCodec orphan =
        RegistryEventCodec.create(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      FinishHandler waiting = finishing.handler(orphan, Finishing.SETTINGS);

      assertThatThrownBy(() -> waiting.handle(record, LAST_TRY))
          .isInstanceOf(DependencyUnavailableException.class);
    }
  }

  @Test
  void anUnreadableRecordBecomesADeadLetter() throws Exception {
    ConsumerRecord<byte[], byte[]> record =
        finishing.record("no event".getBytes(StandardCharsets.UTF_8), events);

    Outcome outcome = finishing.handler.handle(record, FIRST_TRY);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    ProducerRecord<byte[], byte[]> letter =
        finishing.handler.deadLetters().deadLetter(record, (Outcome.Failed) outcome);
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(events.documentId());
  }

  @Test
  void aDeadLetterLeavesOutAValueThatIsTooLarge() {
    ConsumerRecord<byte[], byte[]> record = finishing.record(new byte[3 << 20], events);

    ProducerRecord<byte[], byte[]> letter =
        finishing
            .handler
            .deadLetters()
            .deadLetter(record, new Outcome.Failed("INTERNAL", "It failed.", 3));

    assertThat(letter.value()).hasSizeLessThan(64 << 10);
  }

  private static PageOutcome pageFailed(int number) {
    return new PageOutcome(
        number,
        null,
        new PartFailure(FailureCode.PAGE_UNREADABLE.name(), "It failed.", "page-worker", 1));
  }
}
