package dev.pagestream.samples.indexer;

import dev.pagestream.schema.DocumentFinished;
import java.time.Instant;
import java.util.Optional;

/// What this index keeps of a document. Immutable.
///
/// @param revision from 1; the highest counts
/// @param name file name as its sender gave it
/// @param outcome `SUCCESS`, `PARTIAL_SUCCESS`, `FAILURE`, `CANCELLED`, or `UNKNOWN` for what a
///   later release adds
/// @param text Markdown; empty when there is none
public record IndexedDocument(
    String documentId,
    int revision,
    String tenant,
    String name,
    String outcome,
    Optional<String> text,
    Instant finishedAt) {

  static IndexedDocument of(DocumentFinished finished, Optional<String> text) {
    return new IndexedDocument(
        finished.getOrigin().getDocumentId(),
        finished.getRevision(),
        finished.getOrigin().getTenant(),
        finished.getOrigin().getName(),
        finished.getOutcome().name(),
        text,
        finished.getFinishedAt());
  }
}
