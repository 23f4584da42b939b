package dev.pagestream.samples.indexer;

/// What one record of the topic means for the index.
public sealed interface Change {
  /// A revision of a document. An index that has the same or a higher one leaves it out.
  record Put(IndexedDocument document) implements Change {}

  /// The document was purged.
  record Remove(String documentId) implements Change {}

  /// A record that nobody can read. It is passed over, and kept here for a person to look at.
  ///
  /// @param place topic, partition and offset
  record Reject(String place, String reason) implements Change {}
}
