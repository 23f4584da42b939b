package dev.pagestream.vlm.client;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A complete HTTP response, read within its bound.
///
/// @param retryAfter what the server asked for
/// @param location of a redirect, without query
/// @param json the body, when it is JSON
/// @param message what an error body says, cleaned of credentials; empty when it says nothing
/// @param shouldRetry what OpenAI's `x-should-retry` says
/// @param latency of the whole call
record HttpAnswer(
    int status,
    Optional<Duration> retryAfter,
    Optional<String> location,
    Optional<JsonNode> json,
    String message,
    Optional<Boolean> shouldRetry,
    Duration latency) {
  HttpAnswer withStatus(int newStatus) {
    return new HttpAnswer(newStatus, retryAfter, location, json, message, shouldRetry, latency);
  }

  /// `the model server answered 400: <message>`
  String sentence() {
    return "the model server answered " + status + (message.isEmpty() ? "" : ": " + message);
  }
}
