package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import java.time.Duration;
import java.util.Optional;

/// What came of one call. Messages are sentences for people, at most a few hundred characters,
/// without credentials.
public sealed interface VlmReply {
  /// A usable answer.
  ///
  /// @param text stripped, not empty
  /// @param model as the server named it
  /// @param finishReason as the server gave it
  /// @param latency from the first byte sent to the last one read, connecting included
  /// @param firstToken from the first byte sent to the first token; empty when it was not streamed
  /// @param stoppedBy which stopper cut the stream short; empty when the server ended it
  /// @param savedTokens that would have been paid for without the stopper, at most; 0 without one
  record Answered(
      String text,
      Optional<String> model,
      Optional<String> finishReason,
      Optional<Long> promptTokens,
      Optional<Long> completionTokens,
      Duration latency,
      Optional<Duration> firstToken,
      Optional<String> stoppedBy,
      long savedTokens)
      implements VlmReply {
    /// An answer that came in one piece.
    public Answered(
        String text,
        Optional<String> model,
        Optional<String> finishReason,
        Optional<Long> promptTokens,
        Optional<Long> completionTokens,
        Duration latency) {
      this(
          text,
          model,
          finishReason,
          promptTokens,
          completionTokens,
          latency,
          Optional.empty(),
          Optional.empty(),
          0);
    }
  }

  /// The model answered, and it was paid for, but what it said is no answer: empty, cut off,
  /// looping, not what was asked. Asking the same again would bring the same; asking once in
  /// another way may help.
  ///
  /// @param change what to ask differently
  /// @param savedTokens as in [Answered]
  record Unfit(
      FailureCode code,
      String message,
      Change change,
      Optional<Long> promptTokens,
      Optional<Long> completionTokens,
      long savedTokens)
      implements VlmReply {}

  /// The server has too much to do. Says nothing about the picture: no attempt is burnt.
  ///
  /// @param retryAfter what the server asked for
  record Throttled(Optional<Duration> retryAfter, String message) implements VlmReply {}

  /// The endpoint cannot answer anybody now. Says nothing about the picture: the endpoint is
  /// paused, no attempt is burnt.
  record Unavailable(Reason reason, Optional<Duration> retryAfter, String message)
      implements VlmReply {}

  /// Final: the same request would fail again.
  record Rejected(FailureCode code, String message) implements VlmReply {}

  /// Failed this time; another try may succeed.
  ///
  /// @param code for when no try is left
  /// @param symptom what it says about the endpoint
  /// @param tries at most this many calls that end like this one are worth it
  record Failed(
      FailureCode code, Symptom symptom, int tries, Optional<Duration> retryAfter, String message)
      implements VlmReply {}

  /// What to change about a question before it is asked once more.
  enum Change {
    /// Another temperature and seed, and a plainer prompt.
    VARY,
    /// More tokens for the answer.
    RAISE_TOKEN_CAP,
    /// Fewer tokens for the answer.
    LOWER_TOKEN_CAP,
    /// Fewer pixels.
    SMALLER_IMAGE
  }

  /// Why an endpoint cannot answer. Bounded: a metric tag.
  enum Reason {
    REFUSED,
    UNREACHABLE,
    LOADING,
    UNAUTHORISED,
    MODEL_MISSING
  }

  /// What a failed call says about the health of the endpoint.
  enum Symptom {
    /// Somebody is there and answered.
    ANSWERED,
    /// It took too long.
    TIMED_OUT,
    /// The connection broke, or a proxy could not reach the server.
    LOST
  }
}
