package dev.pagestream.cli;

import dev.pagestream.document.chunk.ChunkerKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How documents are cut into chunks, as the user says it on the command line.
final class ChunkingFlags {
  @Option(
      names = "--chunker",
      description =
          "How --to chunks cuts: ${COMPLETION-CANDIDATES} (default HYBRID, which splits and joins to --max-tokens).")
  private @Nullable ChunkerKind chunker;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of a chunk of --to chunks, with its headings (default 256).")
  private @Nullable Integer maxTokens;

  /// `chunking_options` of a request; empty when nothing was said.
  Map<String, Object> options() {
    Map<String, Object> chunking = new LinkedHashMap<>();
    if (chunker != null) {
      chunking.put("chunker", chunker.wireName());
    }
    if (maxTokens != null) {
      chunking.put("max_tokens", maxTokens);
    }
    return chunking.isEmpty() ? Map.of() : Map.of("chunking_options", chunking);
  }
}
