package dev.pagestream.ingest.splitter;

import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.source.Inspection;
import dev.pagestream.ingest.source.SourceInspector;
import dev.pagestream.ingest.source.SourceRefusedException;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one submitted document through the door: waits for admission, opens and counts the source,
/// and sends its pages out, or says why not. Thread-safe.
final class SplitHandler implements RecordHandler {
  private static final Logger log = LoggerFactory.getLogger(SplitHandler.class);
  private static final Duration DOOR_PAUSE = Duration.ofMillis(500);

  private final EventCodec codec;
  private final Admission admission;
  private final SourceOpener sources;
  private final SourceInspector inspector;
  private final Fanout fanout;
  private final HeaderSealer sealer;
  private final Duration defaultTimeout;
  private final Clock clock;

  SplitHandler(
      EventCodec codec,
      Admission admission,
      SourceOpener sources,
      SourceInspector inspector,
      Fanout fanout,
      HeaderSealer sealer,
      Duration defaultTimeout,
      Clock clock) {
    this.codec = codec;
    this.admission = admission;
    this.sources = sources;
    this.inspector = inspector;
    this.fanout = fanout;
    this.sealer = sealer;
    this.defaultTimeout = defaultTimeout;
    this.clock = clock;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception {
    EventHeaders headers = EventHeaders.read(record.headers());
    try {
      DocumentSubmitted submitted =
          codec.decode(record.topic(), record.value(), DocumentSubmitted.class);
      while (!admission.isOpen()) {
        slot.park(DOOR_PAUSE);
      }
      if (headers.deadline().filter(deadline -> deadline.isBefore(clock.instant())).isPresent()) {
        return new Outcome.Failed(
            FailureCode.DEADLINE_EXCEEDED.name(),
            "The document's time was up before it was opened. Send it again.",
            1);
      }
      return split(submitted, headers, slot);
    } catch (SourceRefusedException e) {
      log.atInfo()
          .addKeyValue(LogKeys.DOCUMENT_ID, headers.documentId().orElse(""))
          .addKeyValue(LogKeys.FAILURE_CODE, e.code())
          .log("document refused");
      return new Outcome.Failed(e.code().name(), e.sentence(), 1);
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (BlobStoreUnavailableException e) {
      throw new DependencyUnavailableException("blobstore", e);
    } catch (SerializationException e) {
      return new Outcome.Failed(
          FailureCode.RECORD_UNREADABLE.name(), "The submission record cannot be read.", 1);
    }
  }

  private Outcome split(DocumentSubmitted submitted, EventHeaders headers, CallSlot slot)
      throws Exception {
    try (LocalSource source = sources.open(submitted, slot)) {
      Inspection inspection =
          inspector.inspect(
              submitted.getOrigin().getName(), source.path(), password(submitted.getOptions()));
      DocumentAccepted accepted = accepted(submitted, source, inspection, headers.deadline());
      List<ProducerRecord<byte[], byte[]>> records =
          fanout.records(accepted, headers.withDeadline(accepted.getDeadline()));
      admission.admitted(accepted.getLastPage() - accepted.getFirstPage() + 1);
      log.atInfo()
          .addKeyValue(LogKeys.DOCUMENT_ID, accepted.getOrigin().getDocumentId())
          .addKeyValue(LogKeys.COUNT, inspection.pages())
          .log("document accepted");
      return Outcome.done(records);
    }
  }

  private Optional<Secret> password(ConversionOptions options) throws SourceRefusedException {
    try {
      return Optional.ofNullable(options.getPdfPassword()).map(sealer::openPassword);
    } catch (IllegalArgumentException _) { // Its cause could say something about the password.
      throw new SourceRefusedException(
          FailureCode.SOURCE_ENCRYPTED,
          "The password of the PDF was sealed with another secretsKey than this server has now. Send the document again.");
    }
  }

  /// @param replayed deadline a replay brought along
  private DocumentAccepted accepted(
      DocumentSubmitted submitted,
      LocalSource source,
      Inspection inspection,
      Optional<Instant> replayed)
      throws SourceRefusedException {
    ConversionOptions options = submitted.getOptions();
    int lastPage = Math.min(options.getLastPage(), inspection.pages());
    if (options.getFirstPage() > lastPage) {
      throw new SourceRefusedException(
          FailureCode.PAGE_RANGE_EMPTY,
          "page_range starts at page "
              + options.getFirstPage()
              + ", but the document has "
              + inspection.pages()
              + " pages.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    @Nullable Long timeoutMs = options.getDocumentTimeoutMs();
    Duration timeout = timeoutMs == null ? defaultTimeout : Duration.ofMillis(timeoutMs);
    return DocumentAccepted.newBuilder()
        .setOrigin(submitted.getOrigin())
        .setFormat(inspection.content().format())
        .setMediaType(inspection.content().mediaType())
        .setSourceKey(source.key())
        .setSourceSha256(source.sha256())
        .setSourceBytes(source.bytes())
        .setPageCount(inspection.pages())
        .setFirstPage(options.getFirstPage())
        .setLastPage(lastPage)
        .setAcceptedAt(now)
        .setDeadline(replayed.orElse(now.plus(timeout)))
        .setOptions(options)
        .build();
  }
}
