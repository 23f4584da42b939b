package dev.pagestream.vlm.lane;

import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointKey;
import dev.pagestream.vlm.endpoint.Endpoints;
import java.util.function.Function;

/// Where one question goes: the endpoint that lets its call through, and how the replica it is let
/// through to is called. Keeps the endpoint from being forgotten; close it once.
public final class Destination implements AutoCloseable {
  private final EndpointKey key;
  private final Endpoints.Lease lease;
  private final VlmClient client;
  private final Function<String, Target> targets;
  private final Timeouts timeouts;
  private final LaneConfig terms;
  private final boolean shared;

  Destination(
      EndpointKey key,
      Endpoints.Lease lease,
      VlmClient client,
      Function<String, Target> targets,
      Timeouts timeouts,
      LaneConfig terms,
      boolean shared) {
    this.key = key;
    this.lease = lease;
    this.client = client;
    this.targets = targets;
    this.timeouts = timeouts;
    this.terms = terms;
    this.shared = shared;
  }

  public EndpointKey key() {
    return key;
  }

  /// For logs and messages.
  public String name() {
    return key.name();
  }

  public Endpoint endpoint() {
    return lease.endpoint();
  }

  public VlmClient client() {
    return client;
  }

  /// @param url one of the replicas of the endpoint
  public Target target(String url) {
    return targets.apply(url);
  }

  public Timeouts timeouts() {
    return timeouts;
  }

  /// What tokens cost here.
  ///
  /// @return in the operator's currency; 0 without prices
  public double cost(long promptTokens, long completionTokens) {
    return (promptTokens * terms.promptPrice() + completionTokens * terms.completionPrice()) / 1e6;
  }

  /// Whether other endpoints have their questions in the same partitions, so that those of one that
  /// is away for long must make room.
  public boolean shared() {
    return shared;
  }

  @Override
  public void close() {
    lease.close();
  }
}
