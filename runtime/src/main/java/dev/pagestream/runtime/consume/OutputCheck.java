package dev.pagestream.runtime.consume;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Finds outputs that cannot be sent before they get into a transaction, where one would spoil the
/// results of all. Called on the handlers' threads, which may wait for a topic's metadata as the
/// loop must not. Thread-safe.
final class OutputCheck {
  /// Upper bounds of what the record format adds.
  private static final int RECORD_OVERHEAD = 128;

  private static final int HEADER_OVERHEAD = 10;

  private final Supplier<Producer<byte[], byte[]>> producer;
  private final long maxRequestBytes;

  /// @param producer the current one, which may change
  OutputCheck(Supplier<Producer<byte[], byte[]>> producer, long maxRequestBytes) {
    this.producer = producer;
    this.maxRequestBytes = maxRequestBytes;
  }

  /// Why these outputs can never be sent.
  ///
  /// @throws DependencyUnavailableException when a topic is missing, or Kafka is away
  Optional<Outcome.Failed> refusal(List<ProducerRecord<byte[], byte[]>> outputs, int attempts) {
    for (ProducerRecord<byte[], byte[]> output : outputs) {
      long bytes = bytes(output);
      if (bytes > maxRequestBytes) {
        String message =
            "a result for "
                + output.topic()
                + " has "
                + bytes
                + " bytes, the limit is "
                + maxRequestBytes;
        return Optional.of(
            new Outcome.Failed(WindowedConsumer.RESULT_TOO_LARGE, message, attempts));
      }
      try {
        producer.get().partitionsFor(output.topic());
      } catch (InvalidTopicException e) {
        return Optional.of(
            new Outcome.Failed(
                WindowedConsumer.INTERNAL, "no such topic: " + e.getMessage(), attempts));
      } catch (TimeoutException e) {
        throw new DependencyUnavailableException("topic " + output.topic(), e);
      }
    }
    return Optional.empty();
  }

  private static long bytes(ProducerRecord<byte[], byte[]> output) {
    long bytes = RECORD_OVERHEAD + length(output.key()) + length(output.value());
    for (Header header : output.headers()) {
      bytes +=
          HEADER_OVERHEAD
              + header.key().getBytes(StandardCharsets.UTF_8).length
              + length(header.value());
    }
    return bytes;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
