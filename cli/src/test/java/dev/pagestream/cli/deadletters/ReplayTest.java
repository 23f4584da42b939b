package dev.pagestream.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.RecordHeader;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final TopicCatalog CATALOG = TopicCatalog.of(TopicSizing.LOCAL);

  private final Encoded encoded = new Encoded();

  @Test
  void aRecordGoesBackAsItWasWithTheReplayAndANewDeadline() {
    ProducerRecord<byte[], byte[]> copy = records(List.of(letter("d", PartKind.PAGE, 2))).get(1);

    assertThat(copy.topic()).isEqualTo(CATALOG.pagesTasks());
    assertThat(copy.key()).isEqualTo(utf8("d/0"));
    assertThat(copy.value()).isEqualTo(utf8("page 2"));
    assertThat(header(copy, "kept")).isEqualTo("as is");
    assertThat(header(copy, EventHeaders.REPLAY)).isEqualTo("replay-1");
    assertThat(header(copy, EventHeaders.DEADLINE))
        .isEqualTo(Long.toString(NOW.plus(Duration.ofHours(1)).toEpochMilli()));
  }

  @Test
  void aDocumentIsReopenedOnceWithAllItsParts() {
    List<ProducerRecord<byte[], byte[]>> records =
        records(
            List.of(
                letter("d", PartKind.PAGE, 2),
                letter("d", PartKind.PAGE, 3),
                letter("d", PartKind.PAGE, 3)));

    assertThat(records)
        .extracting(ProducerRecord::topic)
        .containsExactly(CATALOG.documentsControl(), CATALOG.pagesTasks(), CATALOG.pagesTasks());
    DocumentControl reopened = (DocumentControl) encoded.events.getFirst();
    assertThat(reopened.getParts()).extracting(DocumentPart::getPage).containsExactly(2, 3);
    assertThat(reopened.getReplayId()).isEqualTo("replay-1");
  }

  @Test
  void aRenderingThatFailedIsReopenedButNotCopied() {
    assertThat(records(List.of(letter("d", PartKind.FINISH, 0))))
        .extracting(ProducerRecord::topic)
        .containsExactly(CATALOG.documentsControl());
  }

  @Test
  void aSelectionNeedsEveryCriterion() {
    FoundDeadLetter found =
        new FoundDeadLetter(new DeadLetterId(3, 42), letter("d", PartKind.PAGE, 2), false);

    assertThat(selection(Set.of(), Optional.of("page-worker"), Optional.of(NOW)).matches(found))
        .isTrue();
    assertThat(selection(Set.of(new DeadLetterId(3, 41)), Optional.empty(), Optional.empty()))
        .matches(other -> !other.matches(found));
    assertThat(selection(Set.of(), Optional.of("splitter"), Optional.empty()).matches(found))
        .isFalse();
    assertThat(selection(Set.of(), Optional.empty(), Optional.of(NOW.plusMillis(1))).matches(found))
        .isFalse();
    FoundDeadLetter replayed = new FoundDeadLetter(found.id(), found.letter(), true);
    assertThat(selection(Set.of(), Optional.empty(), Optional.empty()).matches(replayed)).isFalse();
  }

  @Test
  void theTableNamesPartStateAndReason() {
    FoundDeadLetter found =
        new FoundDeadLetter(new DeadLetterId(3, 42), letter("d", PartKind.PAGE, 2), true);

    assertThat(String.join("\n", DeadLetterTable.lines(List.of(found))))
        .contains("3-42", "page 2", "PAGE_LIMIT", "replayed", "It was too large.");
  }

  private static Selection selection(
      Set<DeadLetterId> ids, Optional<String> stage, Optional<Instant> since) {
    return new Selection(ids, Optional.of("d"), stage, Optional.empty(), since, false);
  }

  private List<ProducerRecord<byte[], byte[]>> records(List<DeadLetter> letters) {
    return new Replay(CATALOG, encoded, "replay-1", NOW, Duration.ofHours(1)).records(letters);
  }

  private static DeadLetter letter(String documentId, PartKind kind, int page) {
    return DeadLetter.newBuilder()
        .setDocumentId(documentId)
        .setStage("page-worker")
        .setPart(DocumentPart.newBuilder().setKind(kind).setPage(page).build())
        .setCode("PAGE_LIMIT")
        .setMessage("It was too large.")
        .setFailedAt(NOW)
        .setRecord(
            FailedRecord.newBuilder()
                .setTopic(CATALOG.pagesTasks())
                .setPartition(0)
                .setOffset(1)
                .setTimestamp(NOW)
                .setKey(ByteBuffer.wrap(utf8(documentId + "/0")))
                .setValue(ByteBuffer.wrap(utf8("page " + page)))
                .setHeaders(List.of(kept("kept", "as is"), kept(EventHeaders.DEADLINE, "1")))
                .build())
        .build();
  }

  private static RecordHeader kept(String key, String value) {
    return new RecordHeader(key, ByteBuffer.wrap(utf8(value)));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String key) {
    List<String> values = new ArrayList<>();
    for (Header header : record.headers().headers(key)) {
      values.add(new String(header.value(), StandardCharsets.UTF_8));
    }
    return String.join("|", values);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Keeps the events that were to be encoded.
  private static final class Encoded implements EventCodec {
    private final List<SpecificRecord> events = new ArrayList<>();

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
      events.add(event);
      return new byte[0];
    }

    @Override
    public <T extends SpecificRecord> T decode(String topic, byte[] value, Class<T> type) {
      throw new UnsupportedOperationException("a replay decodes nothing");
    }

    @Override
    public void close() {}
  }
}
