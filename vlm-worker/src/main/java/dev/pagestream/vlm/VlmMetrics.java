package dev.pagestream.vlm;

import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.lane.Destination;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/// Meters of the worker beside those of the calls themselves. Thread-safe.
final class VlmMetrics {
  private final Counter stored;
  private final Counter joined;
  private final Timer endpointWait;
  private final Timer retryWait;

  private final MeterRegistry meters;

  VlmMetrics(MeterRegistry meters, Endpoints endpoints) {
    this.meters = meters;
    stored = reused(meters, "stored");
    joined = reused(meters, "joined");
    endpointWait = wait(meters, "endpoint");
    retryWait = wait(meters, "retry");
    Gauge.builder(
            "pagestream.vlm.limit",
            endpoints,
            all -> all.all().stream().mapToInt(Endpoint::limit).sum())
        .description("Calls in flight the endpoints are trusted with, over all of them.")
        .register(meters);
    Gauge.builder("pagestream.vlm.waiting", endpoints, VlmMetrics::waiting)
        .description("Pictures that wait for a permit of their endpoint.")
        .register(meters);
    Gauge.builder("pagestream.vlm.endpoint.paused", endpoints, VlmMetrics::paused)
        .description(
            "Endpoints that are down, unauthorised or missing their model; their pictures wait.")
        .register(meters);
  }

  /// An answer was found in the store.
  void stored() {
    stored.increment();
  }

  /// An answer or a failure came from a call that was in flight already.
  void joined() {
    joined.increment();
  }

  /// A picture waited for its endpoint.
  void waitedForEndpoint(Duration duration) {
    endpointWait.record(duration);
  }

  /// A picture is going to wait before its next try.
  void waitsForRetry(Duration duration) {
    retryWait.record(duration);
  }

  /// A model answered, but what it said is no answer.
  ///
  /// @param fault the gate that refused it, else the failure code
  void unfit(String fault) {
    Counter.builder("pagestream.vlm.unfit")
        .description("Answers that were none, by the gate that refused them or the failure code.")
        .tag("fault", fault.toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }

  /// What a call cost, at the prices of its lane.
  void spent(String lane, Destination destination, Spending spending) {
    cost(lane, "prompt").increment(destination.cost(spending.promptTokens(), 0));
    cost(lane, "completion").increment(destination.cost(0, spending.completionTokens()));
  }

  private Counter cost(String lane, String kind) {
    return Counter.builder("pagestream.vlm.cost")
        .description("What calls cost, at the prices configured for their lane.")
        .tag("lane", lane)
        .tag("kind", kind)
        .register(meters);
  }

  private static double waiting(Endpoints endpoints) {
    return endpoints.all().stream().mapToInt(endpoint -> endpoint.view().waiting()).sum();
  }

  private static double paused(Endpoints endpoints) {
    return endpoints.all().stream()
        .filter(endpoint -> endpoint.pausedBecause().isPresent())
        .count();
  }

  private static Counter reused(MeterRegistry meters, String source) {
    return Counter.builder("pagestream.vlm.reused")
        .description("Tasks that needed no call of their own.")
        .tag("source", source)
        .register(meters);
  }

  private static Timer wait(MeterRegistry meters, String reason) {
    return Timer.builder("pagestream.vlm.wait")
        .description("Time pictures wait without a call slot.")
        .tag("reason", reason)
        .register(meters);
  }
}
