package dev.pagestream.assembler.finish;

import dev.pagestream.document.chunk.ChunkOptions;
import dev.pagestream.document.chunk.Chunker;
import dev.pagestream.document.chunk.ChunkerKind;
import dev.pagestream.document.chunk.HierarchicalChunker;
import dev.pagestream.document.chunk.HybridChunker;
import dev.pagestream.document.chunk.TokenEstimate;
import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import org.jspecify.annotations.Nullable;

/// How a request wants its documents cut. Immutable.
///
/// @param rawText whether the text without headings is wanted too
record Chunking(Chunker chunker, boolean rawText) {
  /// As docling-serve cuts when nothing is said about it, but for the tokens, which are estimated.
  private static final ChunkingOptions DEFAULTS = ChunkingOptions.newBuilder().build();

  /// @throws IllegalArgumentException when there is no such chunker, or it cannot be set so
  static Chunking of(ConversionOptions options) {
    @Nullable ChunkingOptions given = options.getChunking();
    ChunkingOptions asked = given == null ? DEFAULTS : given;
    ChunkOptions texts =
        new ChunkOptions(asked.getMarkdownTables(), asked.getImagePlaceholder(), false);
    Chunker chunker =
        switch (ChunkerKind.parse(asked.getChunker())) {
          case HYBRID ->
              new HybridChunker(
                  texts, new TokenEstimate(), asked.getMaxTokens(), asked.getMergePeers());
          case HIERARCHICAL -> new HierarchicalChunker(texts);
        };
    return new Chunking(chunker, asked.getIncludeRawText());
  }
}
