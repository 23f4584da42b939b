package dev.pagestream.testkit;

import java.util.Optional;

/// What can go wrong with one call to a model server. Data: a [Script] says when.
public sealed interface Fault {
  /// An HTTP error.
  ///
  /// @param retryAfter value of the header, seconds or an HTTP date
  record Status(int code, String body, Optional<String> retryAfter) implements Fault {
    public Status(int code) {
      this(
          code,
          "{\"error\":{\"message\":\"planned fault\",\"type\":\"server_error\",\"code\":"
              + code
              + "}}",
          Optional.empty());
    }
  }

  /// The connection is reset before a byte of the answer.
  record Reset() implements Fault {}

  /// No answer ever; the connection stays open until the client gives up.
  record Hang() implements Fault {}

  /// Status 200 and a body that is not JSON.
  record Garbage() implements Fault {}

  /// Status 200, half of the promised body, then the end of the connection.
  record TruncatedBody() implements Fault {}

  /// A proper answer whose content is blank.
  record EmptyContent() implements Fault {}

  /// A proper answer that stopped at the token limit.
  record LengthCut() implements Fault {}

  /// 401, as vLLM says it.
  record Unauthorized() implements Fault {}

  /// 404, as vLLM says it.
  record ModelMissing() implements Fault {}

  /// 400: the picture cannot be read.
  record RejectPicture() implements Fault {}

  /// The head of the answer, then a reset.
  record ResetAfterHeaders() implements Fault {}

  /// The head of the answer, then a byte at a time that never makes an answer.
  record SlowDrip() implements Fault {}

  /// Status 200 with an error where the choices should be, as OpenRouter sends.
  ///
  /// @param code status inside
  record ErrorInside200(int code) implements Fault {}

  /// A stream that ends after some tokens without a reason; in one piece: half a body.
  record CutStream(int tokens) implements Fault {}

  /// A stream with an error after some tokens; in one piece: an error inside a 200.
  record ErrorInStream(int tokens) implements Fault {}

  /// An answer that repeats itself until the token limit, or until the client leaves.
  record Looping() implements Fault {}

  /// 400, as vLLM says that a picture has too many tokens.
  static Fault tooLarge() {
    return new Status(
        400,
        "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens. However, your request has 80021 input tokens.\",\"type\":\"BadRequestError\",\"param\":\"input_tokens\",\"code\":400}}",
        Optional.empty());
  }

  /// 503, as llama.cpp says that the model is not there yet.
  static Fault loading() {
    return new Status(
        503,
        "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}",
        Optional.empty());
  }

  /// Too many requests.
  static Fault throttled(int retryAfterSeconds) {
    return new Status(
        429,
        "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"rate_limit_error\",\"code\":429}}",
        Optional.of(Integer.toString(retryAfterSeconds)));
  }
}
