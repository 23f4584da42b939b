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

  /// Too many requests.
  static Fault throttled(int retryAfterSeconds) {
    return new Status(
        429,
        "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"rate_limit_error\",\"code\":429}}",
        Optional.of(Integer.toString(retryAfterSeconds)));
  }
}
