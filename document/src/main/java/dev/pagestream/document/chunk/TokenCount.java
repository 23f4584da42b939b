package dev.pagestream.document.chunk;

/// How long a text is for the model that embeds it. Implementations are safe for use by several
/// threads.
///
/// A longer text must not count less than its beginning, and two texts joined by a line break not
/// more than both and the break between two letters: so it is for tokenizers that split at white
/// space first.
public interface TokenCount {
  /// The tokens that docling's default model, all-MiniLM-L6-v2, reads at once.
  int DEFAULT_MAX_TOKENS = 256;

  /// Without the marks that a model wants around a text.
  int tokens(String text);

  /// Says in the output who counted.
  String name();
}
