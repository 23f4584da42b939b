package dev.pagestream.cli;

import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import dev.pagestream.serde.RegistryClient;
import dev.pagestream.topics.ApplyReport;
import dev.pagestream.topics.SchemaRegistrar;
import dev.pagestream.topics.Topic;
import dev.pagestream.topics.TopicApplier;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pagestream topics`.
@Command(
    name = "topics",
    description = "Lists the topics of a system, or makes them.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCommand.ListCommand.class, TopicsCommand.ApplyCommand.class})
final class TopicsCommand {
  /// The part of a configuration file that names and sizes the topics.
  record TopicsFile(TopicsConfig topics) {}

  /// Where names and sizes come from.
  static final class CatalogOptions {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "YAML file with a `topics` block as the services have it; environment variables PAGESTREAM_TOPICS__... count too.")
    private @Nullable Path file;

    TopicCatalog catalog() {
      Map<String, String> environment = new TreeMap<>(System.getenv());
      environment.keySet().removeIf(name -> !name.startsWith(ServiceMain.ENV_PREFIX + "TOPICS__"));
      TopicsConfig topics =
          ConfigLoader.load(
                  TopicsFile.class, Optional.ofNullable(file), environment, ServiceMain.ENV_PREFIX)
              .topics();
      return new TopicCatalog(
          topics.prefix(),
          new TopicSizing(
              topics.joinPartitions(),
              topics.pagePartitions(),
              topics.lanePartitions(),
              topics.replicationFactor()),
          topics.queues(),
          topics.lanes());
    }
  }

  @Command(
      name = "list",
      description = "Prints the catalogue: names, keys, partitions, retention.",
      mixinStandardHelpOptions = true)
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private CatalogOptions catalog = new CatalogOptions();

    @Option(
        names = "--bootstrap-servers",
        description = "Also compare with this cluster; nothing is created or changed.")
    private @Nullable String bootstrapServers;

    @Option(
        names = "--client-property",
        paramLabel = "KEY=VALUE",
        description = "Kafka client property, for example security.protocol=SSL. May be repeated.")
    private Map<String, String> clientProperties = new TreeMap<>();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Topic> topics = catalog.catalog().all();
      if (bootstrapServers == null) {
        topics.forEach(topic -> print(out, topic, ""));
      } else {
        try (Admin admin =
            Admin.create(Session.KafkaAccess.clients(bootstrapServers, clientProperties))) {
          ClusterTopics cluster = ClusterTopics.read(admin, topics);
          topics.forEach(topic -> print(out, topic, "  cluster: " + cluster.state(topic)));
        }
      }
      out.flush();
      return 0;
    }

    private static void print(PrintWriter out, Topic topic, String cluster) {
      out.printf(
          "%-40s key %-18s %3d partitions  %s%s%n",
          topic.name(),
          topic.keyRule(),
          topic.partitions(),
          new TreeMap<>(topic.config()),
          cluster);
    }
  }

  @Command(
      name = "apply",
      description = {
        "Creates missing topics and registers the schemas; reports what differs.",
        "Never deletes a topic and never changes a partition count."
      },
      mixinStandardHelpOptions = true)
  static final class ApplyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private CatalogOptions catalog = new CatalogOptions();

    @Option(names = "--bootstrap-servers", required = true, description = "Kafka, host:port list.")
    private String bootstrapServers = "";

    @Option(
        names = "--schema-registry",
        description = "Registry; schemas are left alone without it.")
    private @Nullable String schemaRegistry;

    @Option(
        names = "--alter",
        description = "Also set the configuration of existing topics to the catalogue's.")
    private boolean alter;

    @Option(
        names = "--client-property",
        paramLabel = "KEY=VALUE",
        description = "Kafka client property, for example security.protocol=SSL. May be repeated.")
    private Map<String, String> clientProperties = new TreeMap<>();

    @Option(
        names = "--registry-property",
        paramLabel = "KEY=VALUE",
        description =
            "Registry property in Confluent's keys, for example basic.auth.user.info=USER:KEY. May be repeated.")
    private Map<String, String> registryProperties = new TreeMap<>();

    @Override
    public Integer call() {
      TopicCatalog topics = catalog.catalog();
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin =
          Admin.create(Session.KafkaAccess.clients(bootstrapServers, clientProperties))) {
        ApplyReport report = TopicApplier.apply(admin, topics, alter);
        report.created().forEach(name -> out.println("created " + name));
        report.altered().forEach(name -> out.println("altered " + name));
        report.differences().forEach(out::println);
      }
      if (schemaRegistry != null) {
        Map<String, Object> properties = new TreeMap<>(registryProperties);
        properties.put("schema.registry.url", schemaRegistry);
        try (RegistryClient registry = RegistryClient.create(properties)) {
          SchemaRegistrar.register(registry, topics)
              .forEach(schema -> out.println("schema " + schema.id() + " " + schema.subject()));
        }
      }
      out.flush();
      return 0;
    }
  }
}
