package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.RetryBudget;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// What an endpoint is, and what may be asked of it. Immutable but for the share, which is read
/// anew for each call.
///
/// Limits that hold for all processes together are divided by the share of this one: `maxInFlight`,
/// both rates, and the limits of groups.
///
/// @param replicas at least one, with different names
/// @param initialLimit calls in flight a replica is trusted with at first, at least 1
/// @param maxLimit calls in flight a replica is ever trusted with, at least `initialLimit`
/// @param maxInFlight calls in flight over all replicas and processes; `Integer.MAX_VALUE` for any
///   number
/// @param host counts the calls of all endpoints of a host, which together have no more than
///   `maxInFlight`; empty when the endpoint does not share its host
/// @param requestsPerMinute that the endpoint takes from all processes; empty when it does not say
/// @param tokensPerMinute the same in tokens, of prompts and answers
/// @param share of this process in the calls of all, 0 to 1; thread-safe, does not block
/// @param retries how many calls may be repeats
public record EndpointSettings(
    List<Replica> replicas,
    int initialLimit,
    int maxLimit,
    int maxInFlight,
    Optional<HostLimit> host,
    OptionalDouble requestsPerMinute,
    OptionalDouble tokensPerMinute,
    DoubleSupplier share,
    RetryBudget.Rule retries) {
  /// A process that has nothing of the lane may still finish what it has.
  private static final double LEAST_SHARE = 0.001;

  public EndpointSettings {
    replicas = List.copyOf(replicas);
    require(!replicas.isEmpty(), "replicas is empty");
    Set<String> names = new HashSet<>();
    for (Replica replica : replicas) {
      require(names.add(replica.name()), "replicas has " + replica.name() + " twice");
    }
    require(initialLimit >= 1, "initialLimit is " + initialLimit + ", must be at least 1");
    require(
        maxLimit >= initialLimit,
        "maxLimit is " + maxLimit + ", must be at least initialLimit " + initialLimit);
    require(maxInFlight >= 1, "maxInFlight is " + maxInFlight + ", must be at least 1");
    requirePositive(requestsPerMinute, "requestsPerMinute");
    requirePositive(tokensPerMinute, "tokensPerMinute");
  }

  /// One server without further limits, all of it for this process.
  public static EndpointSettings of(Replica replica, int initialLimit, int maxLimit) {
    return new EndpointSettings(
        List.of(replica),
        initialLimit,
        maxLimit,
        Integer.MAX_VALUE,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        () -> 1,
        RetryBudget.Rule.DEFAULTS);
  }

  /// The share as of now, above 0 and at most 1.
  double shareNow() {
    double now = share.getAsDouble();
    return now >= LEAST_SHARE ? Math.min(1, now) : LEAST_SHARE;
  }

  /// This process's part of a limit for all, at least 1.
  int partOf(int limit) {
    return Math.max(1, (int) Math.min(Integer.MAX_VALUE, Math.ceil(limit * shareNow())));
  }

  private static void requirePositive(OptionalDouble value, String name) {
    value.ifPresent(given -> require(given > 0, name + " is " + given + ", must be positive"));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
