package dev.pagestream.events;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.RecordHeader;
import dev.pagestream.serde.EventCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Builds dead letters from the records that failed: same key, value and headers, byte for byte.
public final class DeadLetters {
  private DeadLetters() {}

  /// @param origin given by the splitter only
  public static DeadLetter of(
      String stage,
      DocumentPart part,
      ConsumerRecord<byte[], byte[]> record,
      String code,
      String message,
      int attempts,
      Instant failedAt,
      @Nullable DocumentOrigin origin) {
    EventHeaders headers = EventHeaders.read(record.headers());
    return DeadLetter.newBuilder()
        .setDocumentId(headers.documentId().orElse(""))
        .setStage(stage)
        .setPart(part)
        .setCode(code)
        .setMessage(message)
        .setAttempts(attempts)
        .setFailedAt(failedAt)
        .setOrigin(origin)
        .setRecord(failedRecord(record))
        .build();
  }

  /// The letter as it is written: keyed by its document, with the failed record's event headers.
  ///
  /// @throws dev.pagestream.serde.RegistryUnavailableException when the registry cannot be asked
  ///   now
  public static ProducerRecord<byte[], byte[]> record(
      EventCodec codec, String topic, DeadLetter letter, Headers failedRecord) {
    byte[] key = letter.getDocumentId().getBytes(StandardCharsets.UTF_8);
    Headers headers = EventHeaders.read(failedRecord).toHeaders();
    return new ProducerRecord<>(topic, null, key, codec.encode(topic, letter), headers);
  }

  private static FailedRecord failedRecord(ConsumerRecord<byte[], byte[]> record) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(header.key(), buffer(header.value())));
    }
    return FailedRecord.newBuilder()
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
        .setKey(buffer(record.key()))
        .setValue(buffer(record.value()))
        .setHeaders(headers)
        .build();
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
