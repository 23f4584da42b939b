package dev.pagestream.samples.indexer;

import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentOutput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of finished documents, with every field set.
final class Finished {
  static final Instant AT = Instant.parse("2026-11-28T10:15:30.123Z");

  private Finished() {}

  static DocumentFinished of(String documentId, int revision) {
    return of(documentId, revision, "Text of " + documentId + ", revision " + revision + ".");
  }

  /// @param markdown null for one that is too large to be in the event
  static DocumentFinished of(String documentId, int revision, @Nullable String markdown) {
    String directory = "documents/" + documentId + "/r" + revision + "/";
    return new DocumentFinished(
        new DocumentOrigin(
            documentId,
            "1a2b3c4d-0000-4000-8000-000000000004",
            1,
            "report.pdf",
            "acme",
            "fast",
            AT),
        revision,
        DocumentOutcome.PARTIAL_SUCCESS,
        List.of(
            new DocumentError(
                "document_backend",
                "page-worker",
                "The page could not be read.",
                "backend_failure",
                "PAGE_UNREADABLE",
                2)),
        "pdf",
        "documents/" + documentId + "/source-00.pdf",
        "00",
        4,
        1,
        3,
        1,
        1,
        1,
        1,
        300L,
        80L,
        directory + "manifest-00.json",
        List.of(new DocumentOutput("md", directory + "document-00.md", 40L)),
        markdown,
        null,
        AT,
        AT);
  }
}
