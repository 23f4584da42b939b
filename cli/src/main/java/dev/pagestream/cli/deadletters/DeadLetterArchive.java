package dev.pagestream.cli.deadletters;

import dev.pagestream.schema.ControlAction;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the dead letters of a system. Not thread-safe.
final class DeadLetterArchive {
  private final Map<String, Object> clientProperties;
  private final TopicCatalog catalog;
  private final EventCodec codec;

  DeadLetterArchive(Map<String, Object> clientProperties, TopicCatalog catalog, EventCodec codec) {
    this.clientProperties = Map.copyOf(clientProperties);
    this.catalog = catalog;
    this.codec = codec;
  }

  /// The matching dead letters, oldest first.
  List<FoundDeadLetter> find(Selection selection) {
    Map<Reopened, Instant> reopened = reopened();
    List<FoundDeadLetter> found = new ArrayList<>();
    TopicScan.scan(
        clientProperties,
        catalog.deadLetters(),
        record -> {
          if (record.value() == null) {
            return;
          }
          DeadLetter letter = codec.decode(record.topic(), record.value(), DeadLetter.class);
          Instant again = reopened.get(Reopened.of(letter.getDocumentId(), letter.getPart()));
          boolean replayed = again != null && again.isAfter(letter.getFailedAt());
          FoundDeadLetter candidate =
              new FoundDeadLetter(
                  new DeadLetterId(record.partition(), record.offset()), letter, replayed);
          if (selection.matches(candidate)) {
            found.add(candidate);
          }
        });
    found.sort(Comparator.comparing(dead -> dead.letter().getFailedAt()));
    return found;
  }

  private Map<Reopened, Instant> reopened() {
    Map<Reopened, Instant> latest = new HashMap<>();
    TopicScan.scan(
        clientProperties,
        catalog.documentsControl(),
        record -> {
          DocumentControl control =
              codec.decode(record.topic(), record.value(), DocumentControl.class);
          if (control.getAction() == ControlAction.REOPEN) {
            for (DocumentPart part : control.getParts()) {
              latest.merge(
                  Reopened.of(control.getDocumentId(), part),
                  control.getRequestedAt(),
                  (a, b) -> a.isAfter(b) ? a : b);
            }
          }
        });
    return latest;
  }

  private record Reopened(String documentId, String kind, int page, String fingerprint) {
    static Reopened of(String documentId, DocumentPart part) {
      String fingerprint = part.getFingerprint() == null ? "" : part.getFingerprint();
      // A picture is known by its fingerprint; the page it was met on first does not matter.
      int page = fingerprint.isEmpty() ? part.getPage() : 0;
      return new Reopened(documentId, part.getKind().name(), page, fingerprint);
    }
  }
}
