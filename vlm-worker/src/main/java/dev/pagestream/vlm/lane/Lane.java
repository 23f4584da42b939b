package dev.pagestream.vlm.lane;

import dev.pagestream.runtime.resilience.RetryBudget;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointKey;
import dev.pagestream.vlm.endpoint.EndpointSettings;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.endpoint.HostLimits;
import dev.pagestream.vlm.endpoint.Replica;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/// One lane with its terms. Thread-safe.
final class Lane {
  private final String name;
  private final LaneConfig config;
  private final LaneDefaults defaults;
  private final VlmClient client;
  private final Endpoints endpoints;
  private final DoubleSupplier share;
  private final InstantSource clock;
  private final LaneTargets targets;
  private final HostLimits hosts;

  /// @param share of the lane this process works on, 0 to 1
  /// @throws IllegalArgumentException when a secret is not where the configuration says
  Lane(
      String name,
      LaneConfig config,
      LaneDefaults defaults,
      VlmClient client,
      Endpoints endpoints,
      HostLimits hosts,
      DoubleSupplier share,
      InstantSource clock,
      Map<String, String> environment) {
    this.name = name;
    this.config = config;
    this.defaults = defaults;
    this.client = client;
    this.endpoints = endpoints;
    this.hosts = hosts;
    this.share = share;
    this.clock = clock;
    this.targets = new LaneTargets(name, config, environment);
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
    EndpointKey key = EndpointKey.ofLane(name, work.headers());
    EndpointSettings settings =
        new EndpointSettings(
            config.urls().stream().map(url -> new Replica(EndpointKey.shown(url), url)).toList(),
            initialLimit(),
            maxLimit(),
            Integer.MAX_VALUE,
            Optional.empty(),
            rate(config.requestsPerMinute()),
            rate(config.tokensPerMinute()),
            share,
            RetryBudget.Rule.DEFAULTS);
    return new Destination(
        key,
        lease(key, settings),
        client,
        url -> targets.own(url, work.headers()),
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
            Optional.of(hosts.of(work.url())),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            share,
            RetryBudget.Rule.DEFAULTS);
    return new Destination(
        key,
        lease(key, settings),
        client,
        url -> targets.foreign(url, work.headers()),
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

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
