package dev.pagestream.vlm.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an endpoint was like at one moment, for metrics and messages. Immutable.
///
/// @param waiting callers in its queue
/// @param rateWait how long the next call has to wait for the rates; zero when it need not
/// @param replicas in the order of the settings
public record EndpointView(int waiting, Duration rateWait, List<ReplicaView> replicas) {
  public EndpointView {
    replicas = List.copyOf(replicas);
  }

  /// One server.
  ///
  /// @param inFlight calls under way
  /// @param limit calls it is trusted with at a time
  /// @param pausedBecause why it is not called; empty when it is
  public record ReplicaView(String name, int inFlight, int limit, Optional<String> pausedBecause) {}
}
