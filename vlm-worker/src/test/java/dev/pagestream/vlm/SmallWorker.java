package dev.pagestream.vlm;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.topics.TopicSizing;
import dev.pagestream.vlm.budget.BudgetConfig;
import dev.pagestream.vlm.lane.LaneConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A worker for a test system: its waits are short, its buffers small, and it may spend all it
/// likes.
final class SmallWorker {
  private SmallWorker() {}

  static VlmWorkerConfig config(
      TestSystem system, Path blobs, Optional<Secret> key, Map<String, LaneConfig> lanes) {
    TopicSizing sizing = TopicSizing.LOCAL;
    return new VlmWorkerConfig(
        new KafkaConfig(system.bootstrapServers(), Map.of()),
        new RegistryConfig(system.registryUrl(), true, Map.of()),
        new TopicsConfig(
            system.prefix(),
            sizing.joins(),
            sizing.pages(),
            sizing.lane(),
            sizing.replicationFactor(),
            List.of(),
            Map.of()),
        BlobConfig.files(blobs),
        new AdminConfig("127.0.0.1", 0),
        "0",
        key,
        lanes,
        new CallConfig(
            6,
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            new ByteSize(1 << 20),
            16,
            64,
            64),
        BudgetConfig.UNLIMITED,
        256,
        Duration.ofSeconds(5));
  }
}
