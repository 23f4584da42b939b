package dev.pagestream.assembler.finish;

import dev.pagestream.events.DeadLetters;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.PartKind;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Dead letters of the finisher, keyed by document. A ready document may be larger than a dead
/// letter: then its value is left out, which loses nothing, because a finish is replayed by a
/// reopen and the list of parts is a blob. Thread-safe.
final class FinishDeadLetters implements DeadLetterFormat {
  private static final String STAGE = "finisher";
  private static final int MAX_VALUE_BYTES = 512 << 10;

  private final TopicCatalog topics;
  private final EventCodec codec;
  private final InstantSource clock;

  FinishDeadLetters(TopicCatalog topics, EventCodec codec, InstantSource clock) {
    this.topics = topics;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure) {
    DocumentPart finish = DocumentPart.newBuilder().setKind(PartKind.FINISH).build();
    DeadLetter letter =
        bounded(
            DeadLetters.of(
                STAGE,
                finish,
                record,
                failure.code(),
                failure.message(),
                failure.attempts(),
                clock.instant(),
                null));
    try {
      return new ProducerRecord<>(
          topics.deadLetters(),
          null,
          letter.getDocumentId().getBytes(StandardCharsets.UTF_8),
          codec.encode(topics.deadLetters(), letter),
          EventHeaders.read(record.headers()).toHeaders());
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    }
  }

  private static DeadLetter bounded(DeadLetter letter) {
    FailedRecord record = letter.getRecord();
    if (record.getValue() == null || record.getValue().remaining() <= MAX_VALUE_BYTES) {
      return letter;
    }
    return DeadLetter.newBuilder(letter)
        .setRecord(FailedRecord.newBuilder(record).setValue(null).build())
        .build();
  }
}
