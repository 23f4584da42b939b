package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SkipReason;
import dev.pagestream.vlm.endpoint.EndpointKey;

/// How a question, or a whole task, ended.
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

  /// It was not asked, and nothing is wrong.
  record Skipped(SkipReason reason, String detail, int calls) implements Settled {}

  /// Its endpoint is away for long, and others wait behind it: it goes to the end of the partition.
  record PutBack(String reason) implements Settled {}

  /// Whether a task that waited for this end, instead of calling, may take it as its own.
  default boolean holdsFor(EndpointKey endpoint) {
    return switch (this) {
      case Described _ -> true;
      case Failed failed -> failed.endpoint().equals(endpoint);
      case FailedAlone _, Skipped _, PutBack _ -> false;
    };
  }

  /// The same with calls that were made before it.
  default Settled after(int calls) {
    return switch (this) {
      case Described d -> new Described(d.answer(), d.calls() + calls);
      case Failed f -> new Failed(f.code(), f.message(), f.calls() + calls, f.endpoint());
      case FailedAlone f -> new FailedAlone(f.code(), f.message(), f.calls() + calls);
      case Skipped s -> new Skipped(s.reason(), s.detail(), s.calls() + calls);
      case PutBack p -> p;
    };
  }
}
