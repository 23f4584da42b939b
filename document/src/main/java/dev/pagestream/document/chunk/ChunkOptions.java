package dev.pagestream.document.chunk;

/// How nodes become the texts of chunks.
///
/// @param markdownTables whether tables are printed as Markdown, not as `row, column = value`
/// @param imagePlaceholder printed where a picture stands; empty for none
/// @param emptySections whether a heading without texts below it gets a chunk of its own; docling
///   drops it
public record ChunkOptions(boolean markdownTables, String imagePlaceholder, boolean emptySections) {
  /// docling's own.
  public static final ChunkOptions DEFAULTS = new ChunkOptions(false, "", false);
}
