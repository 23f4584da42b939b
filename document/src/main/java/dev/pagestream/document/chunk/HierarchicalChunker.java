package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.DoclingDocument;
import java.util.Iterator;
import java.util.Optional;

/// Cuts a document where its structure does: a chunk for every paragraph, list, table and picture,
/// however long.
public final class HierarchicalChunker implements Chunker {
  private final ChunkOptions options;

  public HierarchicalChunker(ChunkOptions options) {
    this.options = options;
  }

  @Override
  public Iterator<Chunk> chunks(DoclingDocument document) {
    return numbered(document, new Drafts(document, options), Optional.empty());
  }

  static Iterator<Chunk> numbered(
      DoclingDocument document, Iterator<Draft> drafts, Optional<TokenCount> counter) {
    return new Iterator<>() {
      private int index;

      @Override
      public boolean hasNext() {
        return drafts.hasNext();
      }

      @Override
      public Chunk next() {
        return drafts.next().chunk(document, index++, counter);
      }
    };
  }
}
