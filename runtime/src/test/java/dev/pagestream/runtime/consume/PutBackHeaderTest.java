package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PutBackHeaderTest {
  @Test
  void changesNothingOfARecordButTheCount() {
    ConsumerRecord<byte[], byte[]> record = record(77, "tenant", "a");

    ProducerRecord<byte[], byte[]> again = PutBackHeader.again(record);

    assertThat(again.topic()).isEqualTo("t");
    assertThat(again.partition()).isEqualTo(3);
    assertThat(again.timestamp()).isEqualTo(77);
    assertThat(again.key()).isEqualTo(record.key());
    assertThat(again.value()).isEqualTo(record.value());
    assertThat(again.headers()).extracting(Header::key).containsExactly("tenant", "putBack");
    assertThat(record.headers()).extracting(Header::key).containsExactly("tenant");
  }

  @Test
  void countsEachTime() {
    ProducerRecord<byte[], byte[]> again = PutBackHeader.again(record(77, "putBack", "9"));

    assertThat(PutBackHeader.count(again.headers())).isEqualTo(10);
    assertThat(again.headers().headers("putBack")).hasSize(1);
  }

  @Test
  void takesWhatIsNoNumberForNever() {
    for (String text : new String[] {"", "-1", "x", "1234567"}) {
      assertThat(PutBackHeader.count(record(77, "putBack", text).headers())).as(text).isZero();
    }
  }

  @Test
  void givesARecordWithoutATimeNone() {
    assertThat(PutBackHeader.again(record(-1, "a", "b")).timestamp()).isNull();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long timestamp, String header, String headerValue) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(header, bytes(headerValue));
    return new ConsumerRecord<>(
        "t",
        3,
        5,
        timestamp,
        TimestampType.CREATE_TIME,
        1,
        1,
        bytes("k"),
        bytes("v"),
        headers,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
