package dev.pagestream.pageworker;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.schema.PageTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Turns a page task into the page object in the blob store and the events about it. Thread-safe.
///
/// The blob is written before the events: who reads them finds it. A task run twice writes the same
/// bytes under the same key.
final class PageHandler implements RecordHandler {
  private final EventCodec codec;
  private final BlobStore blobs;
  private final PageRunner pages;
  private final PageEvents events;
  private final PageMeters meters;
  private final InstantSource clock;

  PageHandler(
      EventCodec codec,
      BlobStore blobs,
      PageRunner pages,
      PageEvents events,
      PageMeters meters,
      InstantSource clock) {
    this.codec = codec;
    this.blobs = blobs;
    this.pages = pages;
    this.events = events;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot)
      throws InterruptedException {
    EventHeaders headers = EventHeaders.read(record.headers());
    int attempt = slot.priorAttempts() + 1;
    if (pastDeadline(headers)) {
      return failed(
          FailureCode.DEADLINE_EXCEEDED,
          "The document's time was over before this page was analysed.",
          attempt);
    }
    try {
      PageTask task = codec.decode(record.topic(), record.value(), PageTask.class);
      long started = System.nanoTime();
      PageResult result = pages.run(task, headers.tenant());
      meters.count(result, System.nanoTime() - started);
      return switch (result) {
        case PageResult.Analyzed(AnalyzedPage page) -> publish(task, headers, page, attempt);
        case PageResult.Failed(FailureCode code, String message) -> failed(code, message, attempt);
      };
    } catch (SerializationException e) {
      return failed(
          FailureCode.RECORD_UNREADABLE, "The task of this page cannot be decoded.", attempt);
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (BlobStoreUnavailableException e) {
      throw new DependencyUnavailableException("blobstore", e);
    }
  }

  /// The join drops what comes past the deadline: without a dead letter nobody could replay it.
  private Outcome publish(PageTask task, EventHeaders headers, AnalyzedPage page, int attempt) {
    PageObject.Encoded object = PageObject.encode(page.content(), page.crops());
    blobs.put(
        BlobNames.page(task.getDocumentId(), task.getPage(), object.sha256()), object.bytes());
    if (pastDeadline(headers)) {
      return failed(
          FailureCode.DEADLINE_EXCEEDED,
          "The page finished after the document's deadline; a replay analyses it again.",
          attempt);
    }
    return Outcome.done(events.of(task, headers, page, object));
  }

  private boolean pastDeadline(EventHeaders headers) {
    return headers.deadline().filter(deadline -> !clock.instant().isBefore(deadline)).isPresent();
  }

  private static Outcome failed(FailureCode code, String message, int attempts) {
    return new Outcome.Failed(code.name(), message, attempts);
  }
}
