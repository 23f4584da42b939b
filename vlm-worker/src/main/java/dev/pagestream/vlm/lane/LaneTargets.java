package dev.pagestream.vlm.lane;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretReference;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.dialect.Dialect;
import dev.pagestream.vlm.dialect.Dialects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the addresses of a lane are called: secrets resolved, dialect known. Immutable.
///
/// Credentials of a lane go to its own addresses and nowhere else: an address that comes with a
/// task gets only the headers that came with it.
public final class LaneTargets {
  private final LaneConfig config;
  private final Map<String, String> headers;
  private final Optional<Secret> apiKey;

  /// @throws IllegalArgumentException when a secret is not where the configuration says
  LaneTargets(String lane, LaneConfig config, Map<String, String> environment) {
    this.config = config;
    this.headers = headers(lane, config, environment);
    this.apiKey =
        config
            .apiKey()
            .map(key -> SecretReference.resolve("lanes." + lane + ".apiKey", key, environment));
  }

  /// The own addresses of a lane.
  ///
  /// @throws IllegalArgumentException when a secret is not where the configuration says
  public static List<Target> of(String lane, LaneConfig config, Map<String, String> environment) {
    LaneTargets targets = new LaneTargets(lane, config, environment);
    return config.urls().stream().map(url -> targets.own(url, Map.of())).toList();
  }

  /// One of its own addresses.
  ///
  /// @param ofTask headers that win over those of the lane
  Target own(String url, Map<String, String> ofTask) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(ofTask);
    return new Target(url, all, dialect(url), apiKey, config.settings());
  }

  /// An address that came with a task.
  Target foreign(String url, Map<String, String> ofTask) {
    return new Target(url, ofTask, dialect(url), Optional.empty(), config.settings());
  }

  private Dialect dialect(String url) {
    return config.dialect().isEmpty() ? Dialects.of(url) : Dialects.named(config.dialect());
  }

  private static Map<String, String> headers(
      String lane, LaneConfig config, Map<String, String> environment) {
    Map<String, String> headers = new LinkedHashMap<>();
    config
        .headers()
        .forEach((header, value) ->
            headers.put(
                header,
                SecretReference.resolve("lanes." + lane + ".headers." + header, value, environment)
                    .value()));
    return headers;
  }
}
