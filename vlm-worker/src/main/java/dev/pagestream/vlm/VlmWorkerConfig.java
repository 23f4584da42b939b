package dev.pagestream.vlm;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.vlm.budget.BudgetConfig;
import dev.pagestream.vlm.lane.LaneConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Configuration of the vlm-worker.
public record VlmWorkerConfig(
    KafkaConfig kafka,
    RegistryConfig registry,
    TopicsConfig topics,
    BlobConfig blobs,
    AdminConfig admin,
    @Default(Default.HOST_NAME)
        @Doc("Name of this process among its equals; stable across restarts.")
        String instanceId,
    @Doc("Key that opens request headers, 32 bytes in Base64; the same for all services.")
        Optional<Secret> secretsKey,
    @Doc("Settings per lane, by its name; lanes without any get the defaults.")
        Map<String, LaneConfig> lanes,
    CallConfig calls,
    @Doc("What may be spent on calls.") BudgetConfig budget,
    @Default("1024")
        @Doc("Calls in flight in this process per lane, over all partitions; bounds memory.")
        int maxInFlight,
    @Default("PT2M")
        @Doc(
            "How long running calls may go on when a partition leaves or the service stops; at least the longest time-out of a request, or its call is paid again.")
        Duration drainTimeout) {
  public VlmWorkerConfig {
    lanes = Map.copyOf(lanes);
    if (instanceId.isBlank()) {
      throw new IllegalArgumentException("instanceId is blank");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight is " + maxInFlight + ", must be at least 1");
    }
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "drainTimeout is " + drainTimeout + ", must not be negative");
    }
  }
}
