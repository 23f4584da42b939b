package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.AssemblyOptions;
import dev.pagestream.document.assembly.AssemblyRequest;
import dev.pagestream.document.assembly.DocumentAssembler;
import dev.pagestream.document.assembly.DocumentOutcome;
import dev.pagestream.document.assembly.ErrorItem;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.PartFailure;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.ReadyCause;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes one revision of a document: its list of parts, its outputs, its manifest, its events.
/// Writing it again writes the same blobs. Thread-safe.
final class Finisher {
  private static final String STAGE = "finisher";

  private final BlobStore blobs;
  private final InstantSource clock;
  private final FinishSettings settings;
  private final Function<DocumentChunk, byte[]> chunkCodec;

  /// @param chunkCodec for `documents.chunks`
  Finisher(
      BlobStore blobs,
      InstantSource clock,
      FinishSettings settings,
      Function<DocumentChunk, byte[]> chunkCodec) {
    this.blobs = blobs;
    this.clock = clock;
    this.settings = settings;
    this.chunkCodec = chunkCodec;
  }

  Revision finish(DocumentReady ready) {
    PartsList own = Parts.of(ready);
    Optional<PartsList> base = base(ready);
    PartsList parts = base.map(before -> before.overlaidBy(own)).orElse(own);
    // First of all: replays of this revision build on it, also when the rest fails.
    blobs.put(ready.getPartsKey(), parts.toJson());

    Optional<PartFailure> failure = Optional.ofNullable(ready.getFailure()).map(Parts::failure);
    if (base.isEmpty() && ready.getBasePartsKey() != null) {
      failure = Optional.of(baseGone());
    }
    Outputs outputs = outputs(ready);
    boolean withImages = fitsIntoMemory(ready, parts);
    StoredParts stored = new StoredParts(blobs, parts);
    AssembledDocument document = assemble(request(ready, withImages), ready, stored, failure);
    if (!withImages) {
      document = lacking(document, imagesTooLarge());
    }
    ChunkRecords chunks = ChunkRecords.NONE;
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    if (accepted != null) {
      outputs.write(document.artifacts(), stored);
      outputs.write(document, accepted.getOptions());
      chunks = chunks(ready, document, accepted.getOptions());
    }
    if (chunks.failure().isPresent()) {
      document = lacking(document, chunks.failure().get());
    }
    return revision(ready, document, outputs, chunks);
  }

  /// Ends a document that cannot be finished, so that it ends at all.
  Revision giveUp(DocumentReady ready, String reason) {
    PartFailure failure =
        new PartFailure(
            FailureCode.INTERNAL,
            "The finished document could not be made: " + reason,
            STAGE,
            settings.maxAttempts());
    AssembledDocument nothing =
        assemble(
            unopened(ready), ready, new StoredParts(blobs, PartsList.EMPTY), Optional.of(failure));
    return revision(ready, nothing, outputs(ready), ChunkRecords.NONE);
  }

  private Revision revision(
      DocumentReady ready, AssembledDocument document, Outputs outputs, ChunkRecords chunks) {
    return new Revision(
        FinishedEvents.finished(ready, document, outputs, chunks.values().size(), clock.instant()),
        chunks.values());
  }

  private ChunkRecords chunks(
      DocumentReady ready, AssembledDocument document, ConversionOptions options) {
    if (!options.getChunksTopic() || !isWorthIndexing(document.outcome())) {
      return ChunkRecords.NONE;
    }
    Chunking chunking = Chunking.of(options);
    ChunkEvents events = new ChunkEvents(ready, document.document(), chunking.rawText());
    return ChunkRecords.of(events, document.document(), chunking, settings, chunkCodec);
  }

  private static boolean isWorthIndexing(DocumentOutcome outcome) {
    return switch (outcome) {
      case SUCCESS, PARTIAL_SUCCESS -> true;
      case FAILURE, CANCELLED -> false;
    };
  }

  private Outputs outputs(DocumentReady ready) {
    return new Outputs(
        blobs, settings.spoolDirectory(), ready.getOrigin().getDocumentId(), ready.getRevision());
  }

  private Optional<PartsList> base(DocumentReady ready) {
    @Nullable String key = ready.getBasePartsKey();
    if (key == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Parts.takenOver(PartsList.fromJson(blobs.get(key))));
    } catch (BlobNotFoundException e) {
      return Optional.empty();
    }
  }

  private static AssembledDocument assemble(
      AssemblyRequest request,
      DocumentReady ready,
      StoredParts stored,
      Optional<PartFailure> failure) {
    return DocumentAssembler.assemble(
        request, stored.pages(), stored::answer, failure, ready.getCause() == ReadyCause.CANCELLED);
  }

  private static AssemblyRequest request(DocumentReady ready, boolean withImages) {
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    if (accepted == null) {
      return unopened(ready);
    }
    ConversionOptions options = accepted.getOptions();
    return new AssemblyRequest(
        ready.getOrigin().getName(),
        accepted.getMediaType(),
        accepted.getSourceSha256(),
        accepted.getSourceBytes(),
        new AssemblyOptions(
            ImageExportMode.parse(options.getImageExportMode()),
            withImages && options.getIncludeImages(),
            options.getPictureDescription() != null,
            options.getAbortOnError(),
            options.getMdPageBreakPlaceholder()));
  }

  private static AssemblyRequest unopened(DocumentReady ready) {
    AssemblyOptions options =
        new AssemblyOptions(ImageExportMode.PLACEHOLDER, false, false, false, "");
    return new AssemblyRequest(ready.getOrigin().getName(), "", "", 0, options);
  }

  /// Embedded images are held in memory, all of them: whether the document's page objects are small
  /// enough for that.
  private boolean fitsIntoMemory(DocumentReady ready, PartsList parts) {
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    if (accepted == null
        || !accepted.getOptions().getIncludeImages()
        || !accepted
            .getOptions()
            .getImageExportMode()
            .equals(ImageExportMode.EMBEDDED.wireName())) {
      return true;
    }
    long bytes = 0;
    for (PartsList.Page page : parts.pages().values()) {
      bytes += page.pageKey().flatMap(blobs::size).orElse(0L);
      if (bytes > settings.embeddedImageBytes()) {
        return false;
      }
    }
    return true;
  }

  private static PartFailure imagesTooLarge() {
    return new PartFailure(
        FailureCode.SOURCE_TOO_LARGE,
        "The images of this document are too large to be embedded and were left out. Ask for a page range.",
        STAGE,
        0);
  }

  /// The document when something of its outputs is missing.
  private static AssembledDocument lacking(AssembledDocument document, PartFailure failure) {
    List<ErrorItem> errors = new ArrayList<>(document.errors());
    errors.addFirst(ErrorItem.of(failure, Optional.empty()));
    DocumentOutcome outcome =
        document.outcome() == DocumentOutcome.SUCCESS
            ? DocumentOutcome.PARTIAL_SUCCESS
            : document.outcome();
    return new AssembledDocument(
        document.document(), outcome, errors, document.counts(), document.artifacts());
  }

  private static PartFailure baseGone() {
    return new PartFailure(
        FailureCode.INTERNAL,
        "The parts of the revision this replay builds on are gone. Replay the whole document.",
        STAGE,
        1);
  }
}
