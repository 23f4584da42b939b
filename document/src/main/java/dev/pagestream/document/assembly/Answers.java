package dev.pagestream.document.assembly;

import dev.pagestream.document.FailureCode;
import java.util.Optional;
import java.util.function.Function;

/// What became of fingerprints in one document; never nothing. Confined to one assembly.
///
/// @param byFingerprint empty when no result reached the document
/// @param cancelled the client gave the document up
record Answers(Function<String, Optional<PictureResult>> byFingerprint, boolean cancelled) {

  /// @param what was asked about, for people: `picture`
  PictureResult of(String fingerprint, String what) {
    return byFingerprint.apply(fingerprint).orElseGet(() -> missing(what));
  }

  /// The failure of what has no result.
  PictureResult missing(String what) {
    PartFailure failure =
        cancelled
            ? new PartFailure(
                FailureCode.CANCELLED,
                "The document was cancelled before this " + what + " was answered.",
                "finisher",
                0)
            : new PartFailure(
                FailureCode.INTERNAL,
                "No result for this " + what + " reached the document; replay it to have it done.",
                "finisher",
                0);
    return new PictureResult.Failed(failure);
  }
}
