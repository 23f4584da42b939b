package dev.pagestream.cli.deadletters;

import dev.pagestream.schema.ControlAction;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryRefusedException;
import dev.pagestream.topics.TopicCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Reads the dead letters of a system. Not thread-safe.
final class DeadLetterArchive {
  private final Map<String, Object> clientProperties;
  private final TopicCatalog catalog;
  private final EventCodec codec;
  private int unreadable;

  DeadLetterArchive(Map<String, Object> clientProperties, TopicCatalog catalog, EventCodec codec) {
    this.clientProperties = Map.copyOf(clientProperties);
    this.catalog = catalog;
    this.codec = codec;
  }

  /// @param letters the matching dead letters, oldest first
  /// @param unreadable records on the topics read that could not be decoded and were passed over
  record Search(List<FoundDeadLetter> letters, int unreadable) {
    Search {
      letters = List.copyOf(letters);
    }
  }

  Search find(Selection selection) {
    unreadable = 0;
    Map<Reopened, Instant> reopened = reopened();
    List<FoundDeadLetter> found = new ArrayList<>();
    TopicScan.scan(
        clientProperties,
        catalog.deadLetters(),
        record -> {
          Optional<DeadLetter> letter = decoded(record, DeadLetter.class);
          letter
              .map(dead -> found(record, dead, reopened))
              .filter(selection::matches)
              .ifPresent(found::add);
        });
    found.sort(Comparator.comparing(dead -> dead.letter().getFailedAt()));
    return new Search(found, unreadable);
  }

  private static FoundDeadLetter found(
      ConsumerRecord<byte[], byte[]> record, DeadLetter letter, Map<Reopened, Instant> reopened) {
    Instant again = reopened.get(Reopened.of(letter.getDocumentId(), letter.getPart()));
    boolean replayed = again != null && again.isAfter(letter.getFailedAt());
    DeadLetterId id = new DeadLetterId(record.partition(), record.offset());
    return new FoundDeadLetter(id, letter, replayed);
  }

  /// Empty for a tombstone and for a record that cannot be decoded, which is counted.
  ///
  /// @throws dev.pagestream.serde.RegistryUnavailableException when the registry cannot be asked
  private <T extends SpecificRecord> Optional<T> decoded(
      ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decode(record.topic(), record.value(), type));
    } catch (RegistryRefusedException e) {
      if (e.code() == 401 || e.code() == 403) {
        throw e; // Wrong credentials: no record would be readable.
      }
      unreadable++;
      return Optional.empty();
    } catch (SerializationException _) {
      unreadable++;
      return Optional.empty();
    }
  }

  private Map<Reopened, Instant> reopened() {
    Map<Reopened, Instant> latest = new HashMap<>();
    TopicScan.scan(
        clientProperties,
        catalog.documentsControl(),
        record ->
            decoded(record, DocumentControl.class)
                .filter(control -> control.getAction() == ControlAction.REOPEN)
                .ifPresent(control -> merge(latest, control)));
    return latest;
  }

  private static void merge(Map<Reopened, Instant> latest, DocumentControl reopening) {
    for (DocumentPart part : reopening.getParts()) {
      latest.merge(
          Reopened.of(reopening.getDocumentId(), part),
          reopening.getRequestedAt(),
          (a, b) -> a.isAfter(b) ? a : b);
    }
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
