package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.vlm.endpoint.EndpointKey;

/// How the question about one fingerprint ended.
sealed interface Settled {
  /// The stored answer.
  ///
  /// @param calls made for it just now; 0 when it was there already
  record Described(Answer answer, int calls) implements Settled {}

  /// The model failed on it: so it does for everybody who asks the same endpoint the same.
  record Failed(FailureCode code, String message, int calls, EndpointKey endpoint)
      implements Settled {}

  /// Something of this one task failed: its deadline, its crop. Others who ask the same are not
  /// concerned.
  record FailedAlone(FailureCode code, String message, int calls) implements Settled {}

  /// Whether a task that waited for this end, instead of calling, may take it as its own.
  default boolean holdsFor(EndpointKey endpoint) {
    return switch (this) {
      case Described _ -> true;
      case Failed failed -> failed.endpoint().equals(endpoint);
      case FailedAlone _ -> false;
    };
  }
}
