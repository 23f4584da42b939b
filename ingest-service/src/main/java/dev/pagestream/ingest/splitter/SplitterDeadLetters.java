package dev.pagestream.ingest.splitter;

import dev.pagestream.events.DeadLetters;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.PartKind;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// A refused document as a dead letter. It names the origin, because the join learns of the
/// document by nothing else. Thread-safe.
final class SplitterDeadLetters implements DeadLetterFormat {
  static final String STAGE = "splitter";

  private final EventCodec codec;
  private final String topic;
  private final Clock clock;

  SplitterDeadLetters(EventCodec codec, String topic, Clock clock) {
    this.codec = codec;
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure) {
    try {
      DeadLetter letter =
          DeadLetters.of(
              STAGE,
              DocumentPart.newBuilder().setKind(PartKind.DOCUMENT).build(),
              record,
              failure.code(),
              failure.message(),
              failure.attempts(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              origin(record));
      byte[] key = letter.getDocumentId().getBytes(StandardCharsets.UTF_8);
      return new ProducerRecord<>(topic, null, key, codec.encode(topic, letter), record.headers());
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    }
  }

  /// Null when the record is unreadable.
  private @Nullable DocumentOrigin origin(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.topic(), record.value(), DocumentSubmitted.class).getOrigin();
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException _) {
      return null;
    }
  }
}
