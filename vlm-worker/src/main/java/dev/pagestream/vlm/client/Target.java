package dev.pagestream.vlm.client;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.dialect.Dialect;
import java.util.Map;
import java.util.Optional;

/// Where a call goes, and how it is spoken to there. Immutable.
///
/// @param url of the chat completions endpoint, or a base that ends in a version (`.../v1`)
/// @param headers sent with every call, in the clear; never logged
/// @param apiKey put where the dialect has it; a header of the same name wins
/// @param settings of the dialect, for example `project_id` or `api_version`
public record Target(
    String url,
    Map<String, String> headers,
    Dialect dialect,
    Optional<Secret> apiKey,
    Map<String, String> settings) {
  public Target {
    headers = Map.copyOf(headers);
    settings = Map.copyOf(settings);
  }

  /// Without headers and key.
  @Override
  public String toString() {
    return "Target[" + dialect.name() + "]";
  }
}
