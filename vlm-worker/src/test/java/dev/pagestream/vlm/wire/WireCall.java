package dev.pagestream.vlm.wire;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the client is asked to do, as the `:` lines say it:
///
/// - `url http://server/v1`, as an operator gives it
/// - `params {...}`, canonical parameters
/// - `stream`, for a streamed answer
/// - `key ...`, the API key
/// - `header NAME VALUE` and `setting NAME VALUE` of the lane
///
/// Prompt and picture are always the same: `What is this?` and the six bytes `pixels`.
record WireCall(
    Dialect dialect,
    String url,
    String params,
    boolean stream,
    Optional<Secret> key,
    Map<String, String> headers,
    Map<String, String> settings) {
  private static final String SERVER = "http://server";

  /// Only ends a call that hangs.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static WireCall of(Dialect dialect, List<String> lines) {
    String url = "";
    String params = "{}";
    boolean stream = false;
    Optional<Secret> key = Optional.empty();
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      String value = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "url" -> url = value;
        case "params" -> params = value;
        case "stream" -> stream = true;
        case "key" -> key = Optional.of(new Secret(value));
        case "header" -> put(headers, value);
        case "setting" -> put(settings, value);
        default -> throw new IllegalArgumentException("nothing to ask for: " + line);
      }
    }
    return new WireCall(dialect, url, params, stream, key, headers, settings);
  }

  private static void put(Map<String, String> map, String line) {
    String[] words = line.split(" ", 2);
    if (words.length < 2) {
      throw new IllegalArgumentException("a name and a value expected: " + line);
    }
    map.put(words[0], words[1]);
  }

  /// @param address of the server, without path
  VlmRequest request(String address) {
    Map<String, String> resolved = new LinkedHashMap<>(settings);
    resolved.replaceAll((_, value) -> value.replace(SERVER, address));
    return new VlmRequest(
        new Target(url.replace(SERVER, address), headers, dialect, key, resolved),
        params,
        "What is this?",
        "pixels".getBytes(StandardCharsets.US_ASCII),
        "image/png",
        new Timeouts(LIMIT, LIMIT, LIMIT, LIMIT),
        stream,
        List.of());
  }
}
