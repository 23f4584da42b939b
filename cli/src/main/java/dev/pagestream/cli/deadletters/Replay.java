package dev.pagestream.cli.deadletters;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.ControlAction;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.RecordHeader;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// What a replay writes, in one transaction: per document a reopen that names the parts, and the
/// failed records copied back to where they were read, byte for byte, with the replay's id and a
/// new deadline. Pure.
final class Replay {
  private final TopicCatalog catalog;
  private final EventCodec codec;
  private final String replayId;
  private final Instant now;
  private final Instant deadline;

  /// @param timeout from now to the deadline of the next revision
  Replay(TopicCatalog catalog, EventCodec codec, String replayId, Instant now, Duration timeout) {
    this.catalog = catalog;
    this.codec = codec;
    this.replayId = replayId;
    this.now = now;
    this.deadline = now.plus(timeout);
  }

  /// The records to write; several dead letters of one part are replayed once.
  List<ProducerRecord<byte[], byte[]>> records(List<DeadLetter> letters) {
    Map<String, Set<DocumentPart>> parts = new LinkedHashMap<>();
    List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
    for (DeadLetter letter : letters) {
      boolean first =
          parts
              .computeIfAbsent(letter.getDocumentId(), _ -> new LinkedHashSet<>())
              .add(letter.getPart());
      // A document whose rendering failed is rendered again by the reopening alone.
      if (first && letter.getPart().getKind() != PartKind.FINISH) {
        copies.add(copy(letter.getRecord()));
      }
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    parts.forEach((documentId, reopened) -> records.add(reopen(documentId, List.copyOf(reopened))));
    records.addAll(copies);
    return records;
  }

  private ProducerRecord<byte[], byte[]> reopen(String documentId, List<DocumentPart> parts) {
    DocumentControl control =
        DocumentControl.newBuilder()
            .setDocumentId(documentId)
            .setAction(ControlAction.REOPEN)
            .setReplayId(replayId)
            .setParts(parts)
            .setRequestedAt(now)
            .setDeadline(deadline)
            .setReason("dead letters replayed")
            .build();
    String topic = catalog.documentsControl();
    Headers headers =
        EventHeaders.of(documentId, "default", TopicCatalog.DEFAULT_QUEUE)
            .withReplay(replayId)
            .withDeadline(deadline)
            .toHeaders();
    return new ProducerRecord<>(
        topic,
        null,
        documentId.getBytes(StandardCharsets.UTF_8),
        codec.encode(topic, control),
        headers);
  }

  private ProducerRecord<byte[], byte[]> copy(FailedRecord failed) {
    RecordHeaders headers = new RecordHeaders();
    for (RecordHeader header : failed.getHeaders()) {
      headers.add(header.getKey(), bytes(header.getValue()));
    }
    set(headers, EventHeaders.REPLAY, replayId);
    set(headers, EventHeaders.DEADLINE, Long.toString(deadline.toEpochMilli()));
    return new ProducerRecord<>(
        failed.getTopic(), null, bytes(failed.getKey()), bytes(failed.getValue()), headers);
  }

  private static void set(RecordHeaders headers, String key, String value) {
    headers.remove(key);
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
