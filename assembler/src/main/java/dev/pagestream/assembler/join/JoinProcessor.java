package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.CommitRequests;
import dev.pagestream.assembler.streams.Timers;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the rules of the join on the stores of one partition. Kafka's own exceptions end the thread
/// (which is replaced, and the record read again); any other failure of the rules costs that record
/// only, because its changes are held back until they are complete. Confined to the stream thread.
final class JoinProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String DOCUMENTS = "documents";
  static final String PARTS = "parts";
  static final String DEADLINES = "deadlines";

  private static final Logger LOG = LoggerFactory.getLogger(JoinProcessor.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /// A tick blocks the partition; the rest is due at the next.
  private static final int MAX_PER_TICK = 500;

  private final DocumentJoin join;
  private final ReportReader reader;
  private final EventCodec codec;
  private final String readyTopic;
  private final JoinMeters meters;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> documents;
  private KeyValueStore<Bytes, byte[]> parts;
  private Timers timers;
  private CommitRequests commits;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
  JoinProcessor(
      DocumentJoin join,
      ReportReader reader,
      EventCodec codec,
      String readyTopic,
      JoinMeters meters) {
    this.join = join;
    this.reader = reader;
    this.codec = codec;
    this.readyTopic = readyTopic;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    documents = context.getStateStore(DOCUMENTS);
    parts = context.getStateStore(PARTS);
    timers = new Timers(context.getStateStore(DEADLINES));
    commits = new CommitRequests(context);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    meters.record();
    String topic = context.recordMetadata().map(RecordMetadata::topic).orElseThrow();
    reader.read(topic, record).ifPresent(this::take);
  }

  private void take(Report report) {
    try {
      BufferedTable table = new BufferedTable(parts);
      Optional<DocumentHeader> known = header(report.documentId());
      long timerMillis = known.map(header -> header.timerMillis).orElse(0L);
      DocumentJoin.Step step =
          join.accept(
              known,
              new DocumentParts(report.documentId(), table),
              report,
              context.currentSystemTimeMs());
      if (step.keep() == DocumentJoin.Keep.AS_IS) {
        meters.late();
      }
      store(report.documentId(), step, table, timerMillis);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      passOver(report.documentId(), e);
    }
  }

  private void tick(long nowMillis) {
    for (Timers.Due due : timers.due(nowMillis, MAX_PER_TICK)) {
      try {
        expire(due, nowMillis);
      } catch (KafkaException e) {
        throw e;
      } catch (RuntimeException e) {
        timers.clear(due.dueMillis(), due.id());
        passOver(due.id(), e);
      }
    }
  }

  private void expire(Timers.Due due, long nowMillis) {
    Optional<DocumentHeader> header = header(due.id());
    if (header.isEmpty()) {
      timers.clear(due.dueMillis(), due.id());
      return;
    }
    BufferedTable table = new BufferedTable(parts);
    DocumentJoin.Step step =
        join.expire(header.get(), new DocumentParts(due.id(), table), nowMillis);
    if (step.keep() == DocumentJoin.Keep.AS_IS) {
      keep(
          due.id(),
          header.get(),
          due.dueMillis()); // Set under shorter limits than are configured now.
      return;
    }
    if (step.keep() == DocumentJoin.Keep.NOTHING && header.get().open) {
      meters.abandoned();
      LOG.atWarn()
          .addKeyValue(LogKeys.DOCUMENT_ID, due.id())
          .log("document forgotten: parts came, but it was never accepted or refused");
    }
    store(due.id(), step, table, due.dueMillis());
  }

  /// @param timerMillis the timer set before, 0 for none
  private void store(
      String documentId, DocumentJoin.Step step, BufferedTable table, long timerMillis) {
    // Encoding may fail, so it comes before anything is written.
    Optional<byte[]> ready = step.ready().map(document -> codec.encode(readyTopic, document));
    switch (step.keep()) {
      case AS_IS -> {}
      case CHANGED -> {
        DocumentHeader header = step.header().orElseThrow();
        keep(documentId, header, timerMillis);
        table.flush();
        ready.ifPresent(bytes -> publish(header, step.ready().orElseThrow(), bytes));
      }
      case NOTHING -> {
        timers.clear(timerMillis, documentId);
        documents.delete(id(documentId));
        table.flush();
      }
    }
  }

  private void keep(String documentId, DocumentHeader header, long timerMillis) {
    header.timerMillis = timers.move(timerMillis, join.dueMillis(header), documentId);
    documents.put(id(documentId), header.toBytes());
  }

  private void publish(DocumentHeader header, DocumentReady document, byte[] bytes) {
    String documentId = document.getOrigin().getDocumentId();
    EventHeaders headers =
        EventHeaders.of(
                documentId, document.getOrigin().getTenant(), document.getOrigin().getQueue())
            .withDeadline(Instant.ofEpochMilli(header.effectiveDeadlineMillis()));
    headers = header.replayId.isEmpty() ? headers : headers.withReplay(header.replayId);
    headers = header.traceparent.isEmpty() ? headers : headers.withTraceparent(header.traceparent);
    context.forward(
        new Record<>(
            documentId.getBytes(StandardCharsets.UTF_8),
            bytes,
            document.getReadyAt().toEpochMilli(),
            headers.toHeaders()));
    meters.ready(document);
    commits.request();
    LOG.atDebug()
        .addKeyValue(LogKeys.DOCUMENT_ID, documentId)
        .addKeyValue(LogKeys.REASON, document.getCause())
        .log("document is ready");
  }

  private Optional<DocumentHeader> header(String documentId) {
    return Optional.ofNullable(documents.get(id(documentId))).map(DocumentHeader::fromBytes);
  }

  private static Bytes id(String documentId) {
    return Bytes.wrap(documentId.getBytes(StandardCharsets.UTF_8));
  }

  private void passOver(String documentId, RuntimeException failure) {
    meters.poison();
    LOG.atError()
        .setCause(failure)
        .addKeyValue(LogKeys.DOCUMENT_ID, documentId)
        .log("the join failed on a record, passed over");
  }
}
