package dev.pagestream.vlm.lane;

import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.endpoint.HostLimits;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/// The lanes of this process, by name. Immutable, thread-safe.
public final class Lanes {
  private final Map<String, Lane> lanes = new TreeMap<>();

  /// @param configs of the lanes, by name
  /// @param clients who makes the calls of a lane
  /// @param shares of a lane this process works on, 0 to 1
  /// @throws IllegalArgumentException when a secret is not where the configuration says
  public Lanes(
      Map<String, LaneConfig> configs,
      LaneDefaults defaults,
      Function<String, VlmClient> clients,
      Endpoints endpoints,
      Function<String, DoubleSupplier> shares,
      InstantSource clock,
      Map<String, String> environment) {
    HostLimits hosts = new HostLimits();
    configs.forEach((name, config) ->
        lanes.put(
            name,
            new Lane(
                name,
                config,
                defaults,
                clients.apply(name),
                endpoints,
                hosts,
                shares.apply(name),
                clock,
                environment)));
  }

  /// Where a question goes. Close it when it is settled.
  ///
  /// @throws IllegalArgumentException when it cannot go anywhere; the message says what to do
  public Destination open(Work work, Question question) {
    Lane lane = lanes.get(work.lane());
    if (lane == null) {
      throw new IllegalArgumentException(
          "lane " + work.lane() + " is not a lane of this vlm-worker");
    }
    return lane.open(work, question);
  }
}
