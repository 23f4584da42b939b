package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.events.FinishedCloudEvent;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finishes the documents of `documents.ready`. Every document ends here, one way or the other:
/// when finishing throws to the last attempt, it ends as failed and a dead letter is written beside
/// it. A ready document has no deadline; it may be ready because of it. Thread-safe.
public final class FinishHandler implements RecordHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FinishHandler.class);

  private final TopicCatalog topics;
  private final EventCodec codec;
  private final Finisher finisher;
  private final FinishDeadLetters deadLetters;
  private final HeapBudget heap;
  private final FinishSettings settings;
  private final FinishMeters meters;

  public FinishHandler(
      TopicCatalog topics,
      EventCodec codec,
      BlobStore blobs,
      FinishSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    this.topics = topics;
    this.codec = codec;
    this.settings = settings;
    this.finisher =
        new Finisher(
            blobs, clock, settings, chunk -> codec.encode(topics.documentsChunks(), chunk));
    this.deadLetters = new FinishDeadLetters(topics, codec, clock);
    this.heap = new HeapBudget(settings.heapBytes(), settings.chunkBytes());
    this.meters = new FinishMeters(meters);
  }

  /// For records this handler is never asked about, or cannot read.
  public DeadLetterFormat deadLetters() {
    return deadLetters;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception {
    try {
      DocumentReady ready = codec.decode(record.topic(), record.value(), DocumentReady.class);
      EventHeaders headers = EventHeaders.read(record.headers());
      if (!headers.replay().equals(Optional.ofNullable(ready.getReplayId()))) {
        return new Outcome.Dropped(
            "copied back by a replay, for which the join makes a revision of its own");
      }
      return finish(record, ready, slot);
    } catch (SerializationException e) {
      return new Outcome.Failed(
          FailureCode.RECORD_UNREADABLE.name(), "The ready document is unreadable.", 1);
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (BlobStoreUnavailableException e) {
      throw new DependencyUnavailableException("blobstore", e);
    }
  }

  private Outcome finish(ConsumerRecord<byte[], byte[]> record, DocumentReady ready, CallSlot slot)
      throws Exception {
    try (HeapBudget.Lease memory = heap.lease(ready)) {
      if (!memory.tryAcquire()) {
        slot.parkWhile(memory::acquire);
      }
      Revision revision = finisher.finish(ready);
      log(revision.finished());
      return Outcome.done(events(record, revision));
    } catch (DependencyUnavailableException
        | BlobStoreUnavailableException
        | RegistryUnavailableException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      int attempts = slot.priorAttempts() + 1;
      if (attempts < settings.maxAttempts()) {
        throw e;
      }
      return giveUp(record, ready, attempts, e);
    }
  }

  private Outcome giveUp(
      ConsumerRecord<byte[], byte[]> record, DocumentReady ready, int attempts, Throwable cause) {
    LOG.atError()
        .setCause(cause)
        .addKeyValue(LogKeys.DOCUMENT_ID, ready.getOrigin().getDocumentId())
        .addKeyValue(LogKeys.ATTEMPT, attempts)
        .log("document could not be finished, it ends as failed");
    String reason = cause.getClass().getSimpleName();
    Revision revision = finisher.giveUp(ready, reason);
    log(revision.finished());
    Outcome.Failed failure =
        new Outcome.Failed(
            FailureCode.INTERNAL.name(),
            "The finished document could not be made: " + reason,
            attempts);
    List<ProducerRecord<byte[], byte[]>> events = events(record, revision);
    events.add(deadLetters.deadLetter(record, failure));
    return Outcome.done(events);
  }

  /// The chunks first: who sees the finished document has them before.
  private List<ProducerRecord<byte[], byte[]>> events(
      ConsumerRecord<byte[], byte[]> record, Revision revision) {
    Headers headers = EventHeaders.read(record.headers()).toHeaders();
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>(revision.chunks().size() + 2);
    String chunks = topics.documentsChunks();
    revision
        .chunks()
        .forEach(
            chunk -> events.add(new ProducerRecord<>(chunks, null, record.key(), chunk, headers)));
    String topic = topics.documentsFinished();
    byte[] finished = codec.encode(topic, revision.finished());
    Headers ofFinished = EventHeaders.read(record.headers()).toHeaders();
    FinishedCloudEvent.of(revision.finished(), settings.eventSource()).addTo(ofFinished);
    events.add(new ProducerRecord<>(topic, null, record.key(), finished, ofFinished));
    return events;
  }

  private void log(DocumentFinished finished) {
    Duration elapsed =
        Duration.between(finished.getOrigin().getSubmittedAt(), finished.getFinishedAt());
    meters.finished(finished.getOutcome(), elapsed);
    LOG.atInfo()
        .addKeyValue(LogKeys.DOCUMENT_ID, finished.getOrigin().getDocumentId())
        .addKeyValue(LogKeys.REASON, finished.getOutcome())
        .addKeyValue(LogKeys.COUNT, finished.getPages())
        .addKeyValue(LogKeys.ELAPSED_MS, elapsed.toMillis())
        .log("document finished");
  }
}
