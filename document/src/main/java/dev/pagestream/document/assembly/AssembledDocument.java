package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.DoclingDocument;
import java.util.List;

/// A document put together. Immutable.
///
/// @param document as far as it goes: also a failed document has one, with the pages that were read
/// @param errors of the document first, then in page order
/// @param artifacts files the document refers to; empty unless images are referenced
public record AssembledDocument(
    DoclingDocument document,
    DocumentOutcome outcome,
    List<ErrorItem> errors,
    Counts counts,
    List<Artifact> artifacts) {
  public AssembledDocument {
    errors = List.copyOf(errors);
    artifacts = List.copyOf(artifacts);
  }
}
