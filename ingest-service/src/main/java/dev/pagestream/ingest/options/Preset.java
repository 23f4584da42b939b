package dev.pagestream.ingest.options;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A picture description endpoint the operator configured, asked for by name. Immutable but for
/// `params`, which nobody changes.
///
/// @param lane that makes the calls
/// @param url base or full URL of the chat completions endpoint
/// @param headers sent with every call
/// @param params merged flat into the request body, `model` among them
public record Preset(
    String lane,
    String url,
    Map<String, String> headers,
    ObjectNode params,
    Optional<String> prompt,
    Duration timeout) {
  /// The preset used when a request asks for descriptions and names no endpoint.
  public static final String DEFAULT_NAME = "default";

  public Preset {
    headers = Map.copyOf(headers);
  }
}
