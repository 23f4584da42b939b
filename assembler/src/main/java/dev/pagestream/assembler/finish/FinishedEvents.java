package dev.pagestream.assembler.finish;

import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.Counts;
import dev.pagestream.document.assembly.ErrorItem;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentOutput;
import dev.pagestream.schema.DocumentReady;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes the manifest of a revision and the event that names it.
final class FinishedEvents {
  private static final int MAX_ERRORS = 100;
  private static final double MILLIS_PER_SECOND = 1000;

  private FinishedEvents() {}

  /// @param chunks on `documents.chunks`
  static DocumentFinished finished(
      DocumentReady ready, AssembledDocument document, Outputs outputs, int chunks, Instant now) {
    String manifestKey = outputs.writeManifest(manifest(ready, document, outputs, now));
    DocumentFinished.Builder finished =
        DocumentFinished.newBuilder()
            .setOrigin(ready.getOrigin())
            .setRevision(ready.getRevision())
            .setOutcome(outcome(document.outcome()))
            .setErrors(
                document.errors().stream().limit(MAX_ERRORS).map(FinishedEvents::error).toList())
            .setManifestKey(manifestKey)
            .setOutputs(
                outputs.written().entrySet().stream()
                    .map(entry ->
                        new DocumentOutput(
                            entry.getKey(), entry.getValue().key(), entry.getValue().bytes()))
                    .toList())
            .setMarkdown(outputs.inlineMarkdown().orElse(null))
            .setFinishedAt(now);
    setCounts(finished, document.counts());
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    if (accepted != null) {
      finished
          .setFormat(accepted.getFormat())
          .setSourceKey(accepted.getSourceKey())
          .setSourceSha256(accepted.getSourceSha256())
          .setChunks(accepted.getOptions().getChunksTopic() ? chunks : null)
          .setAcceptedAt(accepted.getAcceptedAt());
    }
    return finished.build();
  }

  private static ResultManifest manifest(
      DocumentReady ready, AssembledDocument document, Outputs outputs, Instant now) {
    DocumentOrigin origin = ready.getOrigin();
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    return new ResultManifest(
        origin.getDocumentId(),
        origin.getTaskId(),
        origin.getName(),
        ready.getRevision(),
        document.outcome(),
        document.errors(),
        outputs.written(),
        Duration.between(origin.getSubmittedAt(), now).toMillis() / MILLIS_PER_SECOND,
        document.counts(),
        accepted != null && accepted.getOptions().getZipResult(),
        outputs.artifacts());
  }

  private static void setCounts(DocumentFinished.Builder finished, Counts counts) {
    finished
        .setPages(counts.pages())
        .setPagesFailed(counts.pagesFailed())
        .setPictures(counts.pictures())
        .setPicturesDescribed(counts.described())
        .setPicturesSkipped(counts.skipped())
        .setPicturesFailed(counts.failed())
        .setModelCalls(counts.modelCalls())
        .setPromptTokens(counts.promptTokens())
        .setCompletionTokens(counts.completionTokens());
  }

  private static DocumentOutcome outcome(dev.pagestream.document.assembly.DocumentOutcome outcome) {
    return switch (outcome) {
      case SUCCESS -> DocumentOutcome.SUCCESS;
      case PARTIAL_SUCCESS -> DocumentOutcome.PARTIAL_SUCCESS;
      case FAILURE -> DocumentOutcome.FAILURE;
      case CANCELLED -> DocumentOutcome.CANCELLED;
    };
  }

  private static DocumentError error(ErrorItem item) {
    return new DocumentError(
        item.componentType(),
        item.moduleName(),
        item.errorMessage(),
        item.category(),
        item.code(),
        item.pageNo().orElse(null));
  }
}
