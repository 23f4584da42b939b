package dev.pagestream.assembler.streams;

import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes events on a stream thread. An unreadable record is counted and passed over, so that it
/// cannot stop the join; a registry that is away stops it, so that nothing is lost. Thread-safe.
public final class EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

  /// Together shorter than the transaction time-out of the streams, so that a short outage goes
  /// unnoticed.
  private static final int ATTEMPTS = 10;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final EventCodec codec;
  private final Counter unreadable;

  public EventReader(EventCodec codec, MeterRegistry meters) {
    this.codec = codec;
    this.unreadable =
        Counter.builder("pagestream_join_unreadable_total")
            .description("Records the assembler could not decode and passed over")
            .register(meters);
  }

  /// @return empty when the record is no such event
  /// @throws RegistryUnavailableException when the registry stays away; the record must be read
  ///   again
  public <T extends SpecificRecord> Optional<T> read(
      String topic, String documentId, byte[] value, Class<T> type) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(codec.decode(topic, value, type));
      } catch (RegistryUnavailableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      } catch (SerializationException e) {
        passOver(topic, documentId, e.toString());
        return Optional.empty();
      }
    }
  }

  /// Counts a record that says nothing the join understands.
  public void passOver(String topic, String documentId, String reason) {
    unreadable.increment();
    LOG.atError()
        .addKeyValue(LogKeys.TOPIC, topic)
        .addKeyValue(LogKeys.DOCUMENT_ID, documentId)
        .addKeyValue(LogKeys.REASON, reason)
        .log("record is unreadable, passed over");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
