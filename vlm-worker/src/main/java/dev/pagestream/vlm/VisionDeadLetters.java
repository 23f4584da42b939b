package dev.pagestream.vlm;

import dev.pagestream.events.DeadLetters;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Failed vision tasks as dead letters: part PICTURE with its fingerprint. Thread-safe.
final class VisionDeadLetters implements DeadLetterFormat {
  static final String STAGE = "vlm-worker";

  private final EventCodec codec;
  private final String topic;
  private final InstantSource clock;

  VisionDeadLetters(EventCodec codec, String topic, InstantSource clock) {
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
              part(record),
              record,
              failure.code(),
              failure.message(),
              failure.attempts(),
              clock.instant(),
              null);
      return DeadLetters.record(codec, topic, letter, record.headers());
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    }
  }

  /// A record that cannot be read is still a picture of its document, though nobody can say which.
  private DocumentPart part(ConsumerRecord<byte[], byte[]> record) {
    DocumentPart.Builder part = DocumentPart.newBuilder().setKind(PartKind.PICTURE);
    try {
      VisionTask task = codec.decode(record.topic(), record.value(), VisionTask.class);
      return part.setPage(task.getPage()).setFingerprint(task.getFingerprint()).build();
    } catch (SerializationException _) {
      return part.build();
    }
  }
}
