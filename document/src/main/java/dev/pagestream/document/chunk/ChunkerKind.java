package dev.pagestream.document.chunk;

/// The chunkers there are, by docling-serve's names.
public enum ChunkerKind {
  /// [HybridChunker].
  HYBRID("hybrid"),
  /// [HierarchicalChunker].
  HIERARCHICAL("hierarchical");

  private final String wireName;

  ChunkerKind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException when no chunker has this wire name
  public static ChunkerKind parse(String wireName) {
    for (ChunkerKind kind : values()) {
      if (kind.wireName.equals(wireName)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("chunker is one of hybrid, hierarchical: " + wireName);
  }
}
