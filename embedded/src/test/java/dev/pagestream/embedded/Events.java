package dev.pagestream.embedded;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.RecordHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Events with something of every Avro type in them.
final class Events {
  private Events() {}

  /// Nested records, unions set and unset, an enum, bytes, an array, timestamps, text beyond ASCII.
  static DeadLetter deadLetter(String documentId) {
    return DeadLetter.newBuilder()
        .setDocumentId(documentId)
        .setStage("vlm-worker")
        .setPart(
            DocumentPart.newBuilder()
                .setKind(PartKind.PICTURE)
                .setPage(3)
                .setFingerprint("f00d")
                .build())
        .setCode("MODEL_REFUSED")
        .setMessage("Größe überschritten: 図 3")
        .setAttempts(4)
        .setFailedAt(Instant.ofEpochMilli(1_700_000_000_123L))
        .setOrigin(null)
        .setRecord(failedRecord())
        .build();
  }

  static DocumentOrigin origin() {
    return DocumentOrigin.newBuilder()
        .setDocumentId("t-0")
        .setTaskId("t")
        .setTaskDocuments(1)
        .setName("a.pdf")
        .setSubmittedAt(Instant.ofEpochMilli(1_700_000_000_000L))
        .build();
  }

  private static FailedRecord failedRecord() {
    return FailedRecord.newBuilder()
        .setTopic("vision.tasks.adhoc")
        .setPartition(1)
        .setOffset(1L << 40)
        .setTimestamp(Instant.ofEpochMilli(-1))
        .setKey(bytes("key"))
        .setValue(bytes("\u0000value"))
        .setHeaders(
            List.of(new RecordHeader("tenant", bytes("default")), new RecordHeader("empty", null)))
        .build();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
