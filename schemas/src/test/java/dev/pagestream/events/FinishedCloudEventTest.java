package dev.pagestream.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class FinishedCloudEventTest {
  private static final Instant FINISHED_AT = Instant.parse("2026-11-28T10:15:30.123456789Z");
  private static final String DOCUMENT = "1a2b3c4d-0000-4000-8000-000000000004-0";

  @Test
  void hasEveryAttributeAsTheKafkaBindingWantsIt() {
    assertThat(headers(finished(2), "https://pages.example.org/norddeich-süd"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", DOCUMENT + "/r2",
                "ce_source", "https://pages.example.org/norddeich-süd",
                "ce_type", "dev.pagestream.document.finished.v1",
                "ce_subject", DOCUMENT,
                "ce_time", "2026-11-28T10:15:30.123Z",
                "ce_revision", "2",
                "content-type", "application/avro"));
  }

  /// The binding's own names: `ce_` and small letters and digits, nothing else.
  @Test
  void namesAreThoseOfAttributes() {
    assertThat(headers(finished(1), "/pagestream").keySet())
        .allMatch(name -> name.equals("content-type") || name.matches("ce_[a-z0-9]{1,20}"));
  }

  @Test
  void aRevisionHasOneIdHoweverOftenItIsWritten() {
    DocumentFinished again = finished(2, FINISHED_AT.plusSeconds(60));

    assertThat(FinishedCloudEvent.of(again, "/pagestream").id())
        .isEqualTo(FinishedCloudEvent.of(finished(2), "/pagestream").id())
        .isNotEqualTo(FinishedCloudEvent.of(finished(3), "/pagestream").id());
  }

  @Test
  void standsBesideTheHeadersEveryRecordHas() {
    EventHeaders before = EventHeaders.of(DOCUMENT, "acme", "default");
    var headers = before.toHeaders();

    FinishedCloudEvent.of(finished(1), "/pagestream").addTo(headers);

    assertThat(EventHeaders.read(headers)).isEqualTo(before);
    assertThat(List.of(headers.toArray())).extracting("key").doesNotHaveDuplicates();
  }

  private static Map<String, String> headers(DocumentFinished finished, String source) {
    RecordHeaders headers = new RecordHeaders();
    FinishedCloudEvent.of(finished, source).addTo(headers);
    Map<String, String> texts = new TreeMap<>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }

  private static DocumentFinished finished(int revision) {
    return finished(revision, FINISHED_AT);
  }

  private static DocumentFinished finished(int revision, Instant at) {
    DocumentOrigin origin =
        new DocumentOrigin(
            DOCUMENT, DOCUMENT.substring(0, 36), 1, "report.pdf", "acme", "default", FINISHED_AT);
    return DocumentFinished.newBuilder()
        .setOrigin(origin)
        .setRevision(revision)
        .setOutcome(DocumentOutcome.SUCCESS)
        .setManifestKey("documents/" + DOCUMENT + "/r" + revision + "/manifest-0.json")
        .setFinishedAt(at)
        // Avro makes no lists of classes it was not told to trust, not even empty ones.
        .setErrors(List.of())
        .setOutputs(List.of())
        .build();
  }
}
