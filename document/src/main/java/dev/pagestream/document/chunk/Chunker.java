package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.DoclingDocument;
import java.util.Iterator;

/// Cuts documents. Immutable; the iterators belong to one thread each.
public sealed interface Chunker permits HierarchicalChunker, HybridChunker {
  /// Chunks in reading order, each made when it is asked for: memory for a few of them, besides the
  /// document.
  Iterator<Chunk> chunks(DoclingDocument document);
}
