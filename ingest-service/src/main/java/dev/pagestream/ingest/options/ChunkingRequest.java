package dev.pagestream.ingest.options;

import dev.pagestream.document.chunk.ChunkerKind;
import dev.pagestream.document.chunk.HybridChunker;
import dev.pagestream.document.chunk.TokenCount;
import dev.pagestream.schema.ChunkingOptions;
import java.util.Arrays;
import java.util.List;

/// `chunking_options`: how documents are cut into chunks. Defaults are docling-serve's. Unlike
/// there, a key that does not exist is refused: an index is costly to make again. Immutable.
///
/// @param imagePlaceholder printed where a picture stands; empty unless `use_markdown_images`
record ChunkingRequest(
    String chunker,
    int maxTokens,
    boolean mergePeers,
    boolean markdownTables,
    String imagePlaceholder,
    boolean rawText) {
  /// More than the models that embed texts read at once.
  static final int MOST_MAX_TOKENS = 32_768;

  private static final int MAX_PLACEHOLDER_CHARS = 1024;

  private static final List<String> CHUNKERS =
      Arrays.stream(ChunkerKind.values()).map(ChunkerKind::wireName).toList();

  /// An estimate stands in for docling's default, which it was fitted to.
  private static final List<String> TOKENIZERS =
      List.of("sentence-transformers/all-MiniLM-L6-v2", "estimate");

  private static final List<String> FIELDS =
      List.of(
          "chunker",
          "max_tokens",
          "tokenizer",
          "merge_peers",
          "use_markdown_tables",
          "use_markdown_images",
          "image_placeholder",
          "include_raw_text");

  static ChunkingRequest read(FieldReader options) {
    options.refuseUnknown(FIELDS);
    checkTokenizer(options);
    String placeholder = placeholder(options);
    return new ChunkingRequest(
        options.oneOf("chunker", CHUNKERS, ChunkerKind.HYBRID.wireName()),
        maxTokens(options),
        options.bool("merge_peers", true),
        options.bool("use_markdown_tables", false),
        options.bool("use_markdown_images", false) ? placeholder : "",
        options.bool("include_raw_text", false));
  }

  /// As it travels.
  ChunkingOptions event() {
    return ChunkingOptions.newBuilder()
        .setChunker(chunker)
        .setMaxTokens(maxTokens)
        .setMergePeers(mergePeers)
        .setMarkdownTables(markdownTables)
        .setImagePlaceholder(imagePlaceholder)
        .setIncludeRawText(rawText)
        .build();
  }

  /// The tokenizer's own limit when it is null, as upstream.
  private static int maxTokens(FieldReader options) {
    if (!options.has("max_tokens")) {
      return TokenCount.DEFAULT_MAX_TOKENS;
    }
    int asked = options.integer("max_tokens", TokenCount.DEFAULT_MAX_TOKENS);
    if (asked < HybridChunker.MIN_MAX_TOKENS || asked > MOST_MAX_TOKENS) {
      options.valueErrorAt(
          "max_tokens",
          "max_tokens must be %d to %d, not %d."
              .formatted(HybridChunker.MIN_MAX_TOKENS, MOST_MAX_TOKENS, asked));
    }
    return asked;
  }

  private static void checkTokenizer(FieldReader options) {
    options
        .text("tokenizer")
        .filter(name -> !TOKENIZERS.contains(name))
        .ifPresent(_ ->
            options.valueErrorAt(
                "tokenizer",
                "this server has no such tokenizer. It has: "
                    + String.join(", ", TOKENIZERS)
                    + ". Both are an estimate, which counts more tokens rather than fewer."));
  }

  private static String placeholder(FieldReader options) {
    String placeholder = options.text("image_placeholder", "![IMAGE]");
    if (placeholder.length() > MAX_PLACEHOLDER_CHARS) {
      options.valueErrorAt(
          "image_placeholder",
          "image_placeholder has %d characters, the limit is %d."
              .formatted(placeholder.length(), MAX_PLACEHOLDER_CHARS));
    }
    return placeholder;
  }
}
