package dev.pagestream.testkit;

import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicApplier;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// A system of its own on the shared broker: all topics exist under a prefix nobody else has.
/// Immutable.
///
/// @param prefix for configurations; groups have it too
public record TestSystem(KafkaCluster kafka, String prefix, TopicCatalog catalog) {
  private static final Duration TOPICS_LIMIT = Duration.ofSeconds(30);

  /// Local sizing, the default queue and the ad-hoc lane.
  public static TestSystem create(KafkaCluster kafka) {
    return create(kafka, TopicSizing.LOCAL);
  }

  public static TestSystem create(KafkaCluster kafka, TopicSizing sizing) {
    String prefix = "test-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    TopicCatalog catalog = new TopicCatalog(prefix, sizing, List.of(), Map.of());
    TestSystem system = new TestSystem(kafka, prefix, catalog);
    try (Admin admin = system.admin()) {
      List<String> created = TopicApplier.apply(admin, catalog).created();
      if (created.size() != catalog.all().size()) {
        throw new IllegalStateException("topics under " + prefix + " exist already");
      }
      awaitLeaders(admin, created);
    }
    return system;
  }

  /// Topics exist for the controller before brokers know them.
  private static void awaitLeaders(Admin admin, List<String> topics) {
    Eventually.assertThat(
        TOPICS_LIMIT,
        () -> {
          try {
            boolean led =
                admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
            if (!led) {
              throw new AssertionError("partitions without leader");
            }
          } catch (ExecutionException e) {
            throw new AssertionError("topics are not known yet", e);
          }
        });
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public String registryUrl() {
    return kafka.registryUrl();
  }

  /// A new admin client; the caller closes it.
  public Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
  }

  /// A new codec over the registry; the caller closes it.
  public EventCodec codec() {
    return RegistryEventCodec.create(Map.of("schema.registry.url", registryUrl()));
  }
}
