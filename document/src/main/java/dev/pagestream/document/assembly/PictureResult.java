package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;

/// What became of one fingerprint in one document: of all its pictures, or of all its pages, with
/// that fingerprint.
public sealed interface PictureResult {
  /// @param attempts calls made for this document; 0 when the answer was reused
  /// @param reused the answer was stored or in flight already; nothing was paid for this document
  record Described(Answer answer, int attempts, boolean reused) implements PictureResult {}

  /// @param reason a [dev.pagestream.document.SkipReason] code
  /// @param detail for people; may be empty
  record Skipped(String reason, String detail) implements PictureResult {}

  record Failed(PartFailure failure) implements PictureResult {}
}
