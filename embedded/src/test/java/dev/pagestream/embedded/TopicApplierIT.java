package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.serde.RegistryClient;
import dev.pagestream.serde.Schemas;
import dev.pagestream.topics.ApplyReport;
import dev.pagestream.topics.SchemaRegistrar;
import dev.pagestream.topics.Topic;
import dev.pagestream.topics.TopicApplier;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicApplierIT {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void createsAllTopicsOnce() throws Exception {
    TopicCatalog catalog =
        new TopicCatalog("once.", TopicSizing.LOCAL, List.of("bulk"), Map.of("cloud", 3));
    List<String> names = catalog.all().stream().map(Topic::name).sorted().toList();

    ApplyReport first = TopicApplier.apply(admin, catalog);
    ApplyReport second = TopicApplier.apply(admin, catalog);

    assertThat(first).isEqualTo(new ApplyReport(names, List.of(), List.of()));
    assertThat(second).isEqualTo(new ApplyReport(List.of(), List.of(), List.of()));
    Map<String, TopicDescription> found =
        admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS);
    assertThat(catalog.all())
        .allSatisfy(topic ->
            assertThat(found)
                .hasEntrySatisfying(
                    topic.name(), it -> assertThat(it.partitions()).hasSize(topic.partitions())));
  }

  @Test
  void reportsWhatDiffersAndAltersSettingsOnlyWhenAsked() {
    TopicCatalog before =
        new TopicCatalog("grown.", new TopicSizing(2, 2, 2, 1), List.of(), Map.of());
    TopicCatalog after =
        new TopicCatalog("grown.", new TopicSizing(2, 5, 2, 3), List.of(), Map.of());
    TopicApplier.apply(admin, before);

    ApplyReport reported = TopicApplier.apply(admin, after);
    ApplyReport altered = TopicApplier.apply(admin, after, true);

    String partitions =
        "grown.pages.tasks has 2 partitions, the catalogue says 5; "
            + "drain into a second prefix to change it.";
    assertThat(reported.altered()).isEmpty();
    assertThat(reported.differences())
        .contains(
            partitions, "grown.tasks.status has min.insync.replicas=1, the catalogue says 2.");
    assertThat(altered.altered()).hasSize(after.all().size());
    assertThat(altered.differences()).containsExactly(partitions);
    assertThat(settled(after))
        .isEqualTo(new ApplyReport(List.of(), List.of(), List.of(partitions)));
  }

  /// Brokers see what the controller altered a moment later.
  private static ApplyReport settled(TopicCatalog catalog) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    ApplyReport report = TopicApplier.apply(admin, catalog, true);
    while (!report.altered().isEmpty() && System.nanoTime() < giveUp) {
      report = TopicApplier.apply(admin, catalog, true);
    }
    return report;
  }

  @Test
  void registersTheSchemaOfEveryTopicFullyCompatible() {
    TopicCatalog catalog = TopicCatalog.of(TopicSizing.LOCAL);
    try (LocalRegistry registry = LocalRegistry.start(directory.resolve("registry.jsonl"), 0);
        RegistryClient client =
            RegistryClient.create(Map.of("schema.registry.url", registry.url()))) {
      List<SchemaRegistrar.Registered> first = SchemaRegistrar.register(client, catalog);

      assertThat(SchemaRegistrar.register(client, catalog)).isEqualTo(first);
      assertThat(first).hasSameSizeAs(catalog.all());
      assertThat(client.latest("pagestream.dead.letters-value").schema())
          .isEqualTo(Schemas.of(DeadLetter.class));
      assertThat(client.compatibility("pagestream.dead.letters-value"))
          .isEqualTo("FULL_TRANSITIVE");
    }
  }
}
