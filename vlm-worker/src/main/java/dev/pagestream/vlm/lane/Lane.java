package dev.pagestream.vlm.lane;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.resilience.RetryBudget;
import dev.pagestream.runtime.secret.SecretReference;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.dialect.Dialect;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointKey;
import dev.pagestream.vlm.endpoint.EndpointSettings;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.endpoint.Replica;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/// One lane with its terms, secrets resolved. Thread-safe.
///
/// Credentials of a lane go to its own URLs and nowhere else: an address that comes with a task gets
/// only the headers that came with it.
final class Lane {
  private final String name;
  private final LaneConfig config;
  private final LaneDefaults defaults;
  private final VlmClient client;
  private final Endpoints endpoints;
  private final DoubleSupplier share;
  private final InstantSource clock;
  private final Map<String, String> headers;
  private final Optional<Secret> apiKey;

  /// @param share of the lane this process works on, 0 to 1
  /// @throws IllegalArgumentException when a secret is not where the configuration says
  Lane(
      String name,
      LaneConfig config,
      LaneDefaults defaults,
      VlmClient client,
      Endpoints endpoints,
      DoubleSupplier share,
      InstantSource clock,
      Map<String, String> environment) {
    this.name = name;
    this.config = config;
    this.defaults = defaults;
    this.client = client;
    this.endpoints = endpoints;
    this.share = share;
    this.clock = clock;
    this.headers = headers(name, config, environment);
    this.apiKey =
        config
            .apiKey()
            .map(key -> SecretReference.resolve("lanes." + name + ".apiKey", key, environment));
  }

  LaneConfig config() {
    return config;
  }

  /// How its own URLs are called, for probes.
  List<Target> targets() {
    return config.urls().stream().map(url -> target(url, headers, apiKey)).toList();
  }

  /// @throws IllegalArgumentException when neither lane nor task name an address
  Destination open(Work work, Question question) {
    boolean own = work.url().isEmpty();
    if (own && config.urls().isEmpty()) {
      throw new IllegalArgumentException(
          "lane " + name + " has no address; give it lanes." + name + ".urls on the vlm-worker");
    }
    return own ? declared(work) : adhoc(work, question);
  }

  private Destination declared(Work work) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(work.headers());
    EndpointKey key = EndpointKey.ofLane(name, work.headers());
    EndpointSettings settings =
        new EndpointSettings(
            config.urls().stream().map(url -> new Replica(EndpointKey.shown(url), url)).toList(),
            initialLimit(),
            maxLimit(),
            Integer.MAX_VALUE,
            rate(config.requestsPerMinute()),
            rate(config.tokensPerMinute()),
            share,
            RetryBudget.Rule.DEFAULTS);
    return new Destination(
        key,
        lease(key, settings),
        client,
        url -> target(url, all, apiKey),
        timeouts(work),
        config,
        false);
  }

  private Destination adhoc(Work work, Question question) {
    EndpointKey key = EndpointKey.of(work.url(), question.model(), work.headers());
    EndpointSettings settings =
        new EndpointSettings(
            List.of(new Replica(key.name(), work.url())),
            initialLimit(),
            maxLimit(),
            defaults.adhocLimit(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            share,
            RetryBudget.Rule.DEFAULTS);
    return new Destination(
        key,
        lease(key, settings),
        client,
        url -> target(url, work.headers(), Optional.empty()),
        timeouts(work),
        config,
        config.urls().isEmpty());
  }

  private Endpoints.Lease lease(EndpointKey key, EndpointSettings settings) {
    return endpoints.lease(key, endpoint -> new Endpoint(endpoint, settings, clock));
  }

  private static OptionalDouble rate(Optional<Integer> perMinute) {
    return perMinute.map(rate -> OptionalDouble.of(rate)).orElse(OptionalDouble.empty());
  }

  private Target target(String url, Map<String, String> allHeaders, Optional<Secret> key) {
    Dialect dialect =
        config.dialect().isEmpty() ? Dialects.of(url) : Dialects.named(config.dialect());
    return new Target(url, allHeaders, dialect, key, config.settings());
  }

  /// No limit is longer than the whole call.
  private Timeouts timeouts(Work work) {
    Duration total = shorter(work.timeout(), config.timeout().orElse(work.timeout()));
    Duration firstByte = work.firstByteTimeout().orElse(config.firstByteTimeout());
    return new Timeouts(
        shorter(config.connectTimeout().orElse(defaults.connectTimeout()), total),
        shorter(firstByte, total),
        shorter(config.idleTimeout(), total),
        total);
  }

  private int initialLimit() {
    return Math.min(config.initialLimit().orElse(defaults.initialLimit()), maxLimit());
  }

  private int maxLimit() {
    return config.maxLimit().orElse(defaults.maxLimit());
  }

  private static Map<String, String> headers(
      String lane, LaneConfig config, Map<String, String> environment) {
    Map<String, String> headers = new LinkedHashMap<>();
    config
        .headers()
        .forEach((header, value) ->
            headers.put(
                header,
                SecretReference.resolve(
                        "lanes." + lane + ".headers." + header, value, environment)
                    .value()));
    return headers;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
