package dev.pagestream.pageworker;

import dev.pagestream.events.DeadLetters;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PartKind;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.topics.TopicCatalog;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Dead letters of pages, keyed by document. Thread-safe.
final class PageDeadLetters implements DeadLetterFormat {
  private static final String STAGE = "page-worker";

  private final TopicCatalog topics;
  private final EventCodec codec;
  private final InstantSource clock;

  PageDeadLetters(TopicCatalog topics, EventCodec codec, InstantSource clock) {
    this.topics = topics;
    this.codec = codec;
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
      return DeadLetters.record(codec, topics.deadLetters(), letter, record.headers());
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    }
  }

  private DocumentPart part(ConsumerRecord<byte[], byte[]> record) {
    DocumentPart.Builder part = DocumentPart.newBuilder();
    try {
      int page = codec.decode(record.topic(), record.value(), PageTask.class).getPage();
      return part.setKind(PartKind.PAGE).setPage(page).build();
    } catch (SerializationException e) {
      return part.setKind(PartKind.UNKNOWN).build(); // Which page it was, nobody can read.
    }
  }
}
