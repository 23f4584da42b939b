package dev.pagestream.assembler.join;

import dev.pagestream.schema.DocumentReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One document run through the rules without Kafka: state goes through its bytes between any two
/// records, as in the store.
final class JoinedDocument {
  static final JoinSettings SETTINGS = new JoinSettings(Duration.ofSeconds(5), Duration.ofDays(30));

  /// The grace after the deadline of the first way is over.
  static final long EXPIRED_MILLIS = Reports.DEADLINE_MILLIS + SETTINGS.deadlineGrace().toMillis();

  final TreeTable table = new TreeTable();
  final List<DocumentReady> ready = new ArrayList<>();
  private final DocumentJoin join = new DocumentJoin(SETTINGS);
  private Optional<byte[]> header = Optional.empty();
  long nowMillis = Reports.START_MILLIS;

  JoinedDocument take(Report... reports) {
    for (Report report : reports) {
      keep(join.accept(header(), parts(), report, nowMillis));
    }
    return this;
  }

  JoinedDocument at(long newNowMillis) {
    nowMillis = newNowMillis;
    header().ifPresent(known -> keep(join.expire(known, parts(), nowMillis)));
    return this;
  }

  Optional<DocumentHeader> header() {
    return header.map(DocumentHeader::fromBytes);
  }

  DocumentReady onlyReady() {
    if (ready.size() != 1) {
      throw new AssertionError("ready " + ready.size() + " times: " + ready);
    }
    return ready.getFirst();
  }

  private void keep(DocumentJoin.Step step) {
    switch (step.keep()) {
      case AS_IS -> {}
      case CHANGED -> header = step.header().map(DocumentHeader::toBytes);
      case NOTHING -> header = Optional.empty();
    }
    step.ready().ifPresent(ready::add);
  }

  private DocumentParts parts() {
    return new DocumentParts(Reports.DOCUMENT, table);
  }
}
