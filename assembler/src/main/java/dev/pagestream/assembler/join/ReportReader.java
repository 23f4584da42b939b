package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.document.Hashes;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PartFailure;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Reads what a record says about a document. Thread-safe.
final class ReportReader {
  /// Enough for what is shown to a client; a document may list ten thousand of them.
  private static final int MAX_MESSAGE_CHARS = 500;

  private final TopicCatalog topics;
  private final EventReader events;

  ReportReader(TopicCatalog topics, EventReader events) {
    this.topics = topics;
    this.events = events;
  }

  /// @return empty when the record is unreadable (counted), or says nothing to the join
  Optional<Report> read(String topic, Record<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    byte @Nullable [] value = record.value();
    String documentId = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (documentId.isEmpty() || documentId.indexOf('\0') >= 0 || value == null) {
      events.passOver(topic, documentId, "no document id or no value");
      return Optional.empty();
    }
    EventHeaders headers = EventHeaders.read(record.headers());
    String replay = headers.replay().orElse("");
    if (replay.indexOf('\0') >= 0) {
      events.passOver(topic, documentId, "replay id has a zero character");
      return Optional.empty();
    }
    return fact(topic, documentId, value)
        .map(fact ->
            new Report(
                documentId,
                replay,
                record.timestamp(),
                millis(headers.deadline()),
                headers.traceparent().orElse(""),
                fact));
  }

  private Optional<Fact> fact(String topic, String documentId, byte[] value) {
    if (topic.equals(topics.pagesAnalyzed())) {
      return events.read(topic, documentId, value, PageAnalyzed.class).map(ReportReader::analyzed);
    }
    if (topic.equals(topics.visionResults())) {
      return events
          .read(topic, documentId, value, VisionResult.class)
          .flatMap(result -> answered(topic, result));
    }
    if (topic.equals(topics.documentsAccepted())) {
      return events.read(topic, documentId, value, DocumentAccepted.class).map(Fact.Accepted::new);
    }
    if (topic.equals(topics.deadLetters())) {
      return events.read(topic, documentId, value, DeadLetter.class).flatMap(ReportReader::failed);
    }
    return events
        .read(topic, documentId, value, DocumentControl.class)
        .flatMap(order -> ordered(topic, order));
  }

  /// An analysed page, with all that has to be answered about it.
  static Fact analyzed(PageAnalyzed page) {
    List<String> fingerprints =
        Stream.concat(
                page.getPictures().stream().flatMap(ReportReader::questions),
                Stream.ofNullable(page.getPageFingerprint()))
            .distinct()
            .toList();
    return new Fact.Settled(
        new PartId.Page(page.getPage()), new PartState.Analyzed(page.getPageKey()), fingerprints);
  }

  /// The description first, then whatever else is asked about the picture.
  private static Stream<String> questions(AnalyzedPicture picture) {
    return Stream.concat(
        Stream.ofNullable(picture.getFingerprint()), picture.getMoreFingerprints().stream());
  }

  private Optional<Fact> answered(String topic, VisionResult result) {
    PartId picture = new PartId.Picture(result.getFingerprint());
    String answerKey = result.getAnswerKey();
    String skipReason = result.getSkipReason();
    switch (result.getOutcome()) {
      case DESCRIBED -> {
        if (answerKey != null) {
          return Optional.of(
              new Fact.Settled(
                  picture,
                  new PartState.Described(answerKey, result.getAttempts(), result.getReused())));
        }
      }
      case SKIPPED -> {
        if (skipReason != null) {
          return Optional.of(new Fact.Settled(picture, new PartState.Skipped(skipReason)));
        }
      }
      case UNKNOWN -> {}
    }
    events.passOver(
        topic, result.getDocumentId(), "vision result has no outcome this version knows");
    return Optional.empty();
  }

  private static Optional<Fact> failed(DeadLetter letter) {
    PartFailure failure =
        new PartFailure(
            letter.getCode(), cut(letter.getMessage()), letter.getStage(), letter.getAttempts());
    DocumentPart part = letter.getPart();
    return switch (part.getKind()) {
      case DOCUMENT -> Optional.of(new Fact.Refused(failure, letter.getOrigin()));
      case PAGE, PICTURE ->
          partId(part).map(id -> new Fact.Settled(id, new PartState.Failed(failure)));
      // The finisher ends the document itself; there is nothing to wait for.
      case FINISH, UNKNOWN -> Optional.empty();
    };
  }

  private Optional<Fact> ordered(String topic, DocumentControl order) {
    return switch (order.getAction()) {
      case CANCEL -> Optional.of(new Fact.Cancel());
      case REOPEN -> reopen(topic, order);
      // Purging is done where the blobs are.
      case PURGE, UNKNOWN -> Optional.empty();
    };
  }

  private Optional<Fact> reopen(String topic, DocumentControl order) {
    String replay = order.getReplayId();
    List<PartId> parts =
        order.getParts().stream().flatMap(part -> partId(part).stream()).distinct().toList();
    boolean finishOnly =
        order.getParts().stream()
            .anyMatch(part -> part.getKind() == dev.pagestream.schema.PartKind.FINISH);
    if (replay == null
        || replay.isEmpty()
        || replay.indexOf('\0') >= 0
        || (parts.isEmpty() && !finishOnly)) {
      events.passOver(topic, order.getDocumentId(), "reopen names no replay or no part");
      return Optional.empty();
    }
    String digest =
        Hashes.sha256(
            replay + order.getParts().stream().map(DocumentPart::toString).sorted().toList());
    return Optional.of(
        new Fact.Reopen(
            replay,
            parts,
            millis(Optional.ofNullable(order.getDeadline())),
            digest.substring(0, 16)));
  }

  private static Optional<PartId> partId(DocumentPart part) {
    return switch (part.getKind()) {
      case DOCUMENT -> Optional.of(new PartId.Document());
      case PAGE -> Optional.of(new PartId.Page(part.getPage()));
      case PICTURE -> Optional.ofNullable(part.getFingerprint()).map(PartId.Picture::new);
      case FINISH, UNKNOWN -> Optional.empty();
    };
  }

  private static OptionalLong millis(Optional<Instant> instant) {
    return instant.map(at -> OptionalLong.of(at.toEpochMilli())).orElse(OptionalLong.empty());
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS);
  }
}
