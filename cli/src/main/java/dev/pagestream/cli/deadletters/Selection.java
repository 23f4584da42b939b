package dev.pagestream.cli.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which dead letters are meant. Every given criterion must hold; empty ones hold always.
record Selection(
    Set<DeadLetterId> ids,
    Optional<String> documentId,
    Optional<String> stage,
    Optional<String> code,
    Optional<Instant> since,
    boolean includeReplayed) {
  Selection {
    ids = Set.copyOf(ids);
  }

  boolean matches(FoundDeadLetter found) {
    return (ids.isEmpty() || ids.contains(found.id()))
        && documentId.map(found.letter().getDocumentId()::equals).orElse(true)
        && stage.map(found.letter().getStage()::equals).orElse(true)
        && code.map(found.letter().getCode()::equals).orElse(true)
        && since.map(instant -> !found.letter().getFailedAt().isBefore(instant)).orElse(true)
        && (includeReplayed || !found.replayed());
  }
}
