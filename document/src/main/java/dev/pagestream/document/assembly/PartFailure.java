package dev.pagestream.document.assembly;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Unicode;

/// Why a part of a document failed, fit to be shown to the client.
///
/// @param message one or two sentences: what was wrong and what to do
/// @param stage that gave up: splitter, page-worker, vlm-worker, join, finisher
/// @param attempts made before it gave up, at least 0
public record PartFailure(FailureCode code, String message, String stage, int attempts) {
  public PartFailure {
    message = Unicode.wellFormed(message);
  }
}
