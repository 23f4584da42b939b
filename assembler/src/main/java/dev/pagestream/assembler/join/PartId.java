package dev.pagestream.assembler.join;

/// What of a document can be waited for. Immutable.
sealed interface PartId {
  /// The document as such: accepted or refused.
  record Document() implements PartId {}

  /// @param number from 1
  record Page(int number) implements PartId {}

  /// One fingerprint: a question about a picture or a page, whoever has it.
  record Picture(String fingerprint) implements PartId {}
}
