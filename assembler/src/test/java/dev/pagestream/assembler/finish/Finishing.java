package dev.pagestream.assembler.finish;

import static dev.pagestream.assembler.Events.fingerprint;

import dev.pagestream.assembler.Events;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.ReadyCause;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/// A finish handler over a registry and files, and what the other stages left of one document.
final class Finishing implements AutoCloseable {
  static final Path SPOOL = Path.of(System.getProperty("java.io.tmpdir"), "pagestream-outputs");
  static final FinishSettings SETTINGS =
      new FinishSettings(
          3, 8 << 20, 1 << 20, 1000, 1 << 20, "https://pages.example.org/north", SPOOL);
  private static final String TASK = "1a2b3c4d-0000-4000-8000-000000000004";

  final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);
  final Events events = Events.of(TASK, 0, 1);
  final EventCodec codec;
  final BlobStore blobs;
  final StoredDocument stored;
  final FinishHandler handler;
  private final LocalRegistry registry;

  Finishing(Path directory) {
    registry = LocalRegistry.start(directory.resolve("schemas.jsonl"), 0);
    codec = RegistryEventCodec.create(Map.of("schema.registry.url", registry.url()));
    blobs = BlobStores.files(directory.resolve("blobs"));
    stored = new StoredDocument(blobs, events);
    handler = handler(codec, SETTINGS);
  }

  static FinishSettings limits(int maxChunks, long chunkBytes) {
    return new FinishSettings(3, 8 << 20, 1, maxChunks, chunkBytes, "/pagestream", SPOOL);
  }

  FinishHandler handler(EventCodec with, FinishSettings settings) {
    return new FinishHandler(
        topics, with, blobs, settings, InstantSource.system(), new SimpleMeterRegistry());
  }

  DocumentFinished finish(DocumentReady ready) throws Exception {
    return finish(handler, record(ready));
  }

  DocumentFinished finish(FinishHandler with, ConsumerRecord<byte[], byte[]> record)
      throws Exception {
    return finished((Outcome.Done) with.handle(record, AtOnceSlot.FIRST_TRY));
  }

  DocumentFinished finished(Outcome.Done done) {
    return decoded(done, topics.documentsFinished(), DocumentFinished.class).getFirst();
  }

  List<DocumentChunk> chunks(Outcome.Done done) {
    return decoded(done, topics.documentsChunks(), DocumentChunk.class);
  }

  private <T extends SpecificRecord> List<T> decoded(
      Outcome.Done done, String topic, Class<T> type) {
    return done.outputs().stream()
        .filter(output -> output.topic().equals(topic))
        .map(output -> codec.decode(topic, output.value(), type))
        .toList();
  }

  /// A page without pictures.
  DocumentReady onePage() {
    return ready(events.accepted(1), page(1));
  }

  DocumentReady ready(DocumentAccepted accepted, PageOutcome page, AnswerOutcome... answers) {
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

  PageOutcome page(int number, String... pictures) {
    return new PageOutcome(number, stored.page(number, pictures).getPageKey(), null);
  }

  /// An answer that a vlm-worker stored.
  static AnswerOutcome described(String picture, int attempts, boolean reused) {
    return new AnswerOutcome(
        fingerprint(picture), BlobNames.answer(fingerprint(picture)), null, null, attempts, reused);
  }

  DocumentAccepted withImageMode(String mode) {
    return with(options -> options.setImageExportMode(mode));
  }

  /// A document that was accepted with other options.
  DocumentAccepted with(UnaryOperator<ConversionOptions.Builder> changed) {
    DocumentAccepted accepted = events.accepted(1);
    ConversionOptions options =
        changed.apply(ConversionOptions.newBuilder(accepted.getOptions())).build();
    return DocumentAccepted.newBuilder(accepted).setOptions(options).build();
  }

  ConsumerRecord<byte[], byte[]> record(DocumentReady ready) {
    return record(ready, events);
  }

  ConsumerRecord<byte[], byte[]> record(DocumentReady ready, Events from) {
    return record(codec.encode(topics.documentsReady(), ready), from);
  }

  ConsumerRecord<byte[], byte[]> record(byte[] value, Events from) {
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

  @Override
  public void close() {
    codec.close();
    registry.close();
    blobs.close();
  }
}
