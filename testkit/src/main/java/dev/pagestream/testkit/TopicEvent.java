package dev.pagestream.testkit;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One decoded record of a topic.
///
/// @param key as text
public record TopicEvent<T>(String key, T value, EventHeaders headers, int partition, long offset) {
  static <T extends SpecificRecord> TopicEvent<T> of(
      ConsumerRecord<byte[], byte[]> record, EventCodec codec, Class<T> type) {
    return new TopicEvent<>(
        new String(record.key(), StandardCharsets.UTF_8),
        codec.decode(record.topic(), record.value(), type),
        EventHeaders.read(record.headers()),
        record.partition(),
        record.offset());
  }
}
