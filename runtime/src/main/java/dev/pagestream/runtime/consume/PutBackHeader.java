package dev.pagestream.runtime.consume;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Counts in a header how often a record was put back to the end of its partition. Stateless.
public final class PutBackHeader {
  /// Name of the header; its value is a decimal number in ASCII.
  public static final String NAME = "putBack";

  private static final int MAX_COUNT = 999_999;

  private PutBackHeader() {}

  /// How often the record of these headers was put back; what is no number counts as never.
  static int count(Headers headers) {
    Header header = headers.lastHeader(NAME);
    if (header == null || header.value() == null) {
      return 0;
    }
    String text = new String(header.value(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
  }

  /// The record as it is written again: same partition, key, value and time, so that its age stays
  /// what it is.
  static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = new RecordHeaders(record.headers());
    int count = Math.min(MAX_COUNT, count(headers) + 1);
    headers.remove(NAME);
    headers.add(NAME, Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
    Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
    return new ProducerRecord<>(
        record.topic(), record.partition(), timestamp, record.key(), record.value(), headers);
  }
}
