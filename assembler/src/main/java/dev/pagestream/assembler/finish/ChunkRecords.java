package dev.pagestream.assembler.finish;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.assembly.PartFailure;
import dev.pagestream.document.chunk.Chunk;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.schema.DocumentChunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The values of a revision's records on `documents.chunks`. Immutable.
///
/// @param values encoded, in the order of their chunks
/// @param failure why this is not all there is to index
record ChunkRecords(List<byte[]> values, Optional<PartFailure> failure) {
  static final ChunkRecords NONE = new ChunkRecords(List.of(), Optional.empty());

  private static final String STAGE = "finisher";

  ChunkRecords {
    values = List.copyOf(values);
  }

  /// Cuts the document twice, because each record says how many there are: their values alone are
  /// held in memory.
  static ChunkRecords of(
      ChunkEvents events,
      DoclingDocument document,
      Chunking chunking,
      FinishSettings settings,
      Function<DocumentChunk, byte[]> codec) {
    Iterator<Chunk> counted = chunking.chunker().chunks(document);
    int count = 0;
    int truncated = 0;
    long bytes = 0;
    while (counted.hasNext() && count < settings.maxChunks()) {
      DocumentChunk event = events.event(counted.next(), 0);
      bytes += codec.apply(event).length;
      if (bytes > settings.chunkBytes()) {
        return encoded(events, document, chunking, count, codec, tooMany(count, settings));
      }
      truncated += event.getTruncated() ? 1 : 0;
      count++;
    }
    Optional<PartFailure> failure =
        counted.hasNext() ? tooMany(count, settings) : tooLarge(truncated);
    return encoded(events, document, chunking, count, codec, failure);
  }

  private static ChunkRecords encoded(
      ChunkEvents events,
      DoclingDocument document,
      Chunking chunking,
      int count,
      Function<DocumentChunk, byte[]> codec,
      Optional<PartFailure> failure) {
    List<byte[]> values = new ArrayList<>(count);
    Iterator<Chunk> chunks = chunking.chunker().chunks(document);
    while (values.size() < count) {
      values.add(codec.apply(events.event(chunks.next(), count)));
    }
    return new ChunkRecords(values, failure);
  }

  private static Optional<PartFailure> tooMany(int count, FinishSettings settings) {
    return failure(
        "The topic of chunks takes %d chunks with %d bytes of a document; this one has more, and only the first %d are on it. Ask for larger chunks or a page range."
            .formatted(settings.maxChunks(), settings.chunkBytes(), count));
  }

  private static Optional<PartFailure> tooLarge(int truncated) {
    return truncated == 0
        ? Optional.empty()
        : failure(
            "%d chunks are larger than a record of the topic and were cut there. Ask for the hybrid chunker or smaller chunks."
                .formatted(truncated));
  }

  private static Optional<PartFailure> failure(String message) {
    return Optional.of(new PartFailure(FailureCode.RESULT_TOO_LARGE, message, STAGE, 0));
  }
}
