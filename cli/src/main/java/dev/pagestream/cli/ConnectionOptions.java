package dev.pagestream.cli;

import dev.pagestream.standalone.SystemFile;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which system a command talks to: a running one by its addresses, or the local one over a
/// directory.
final class ConnectionOptions {
  @Option(
      names = "--data",
      defaultValue = ".pagestream",
      description =
          "Directory of the local system (default ${DEFAULT-VALUE}); joined when one runs over it, else started.")
  private Path data = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Lanes, profiles and further configuration of the local system, when this command starts it.")
  private @Nullable Path config;

  @Option(names = "--server", description = "URL of a running API instead of the local system.")
  private @Nullable URI server;

  @Option(
      names = "--bootstrap-servers",
      description = "Kafka of a running system instead of the local one.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--schema-registry",
      defaultValue = "http://localhost:8081",
      description = "Registry beside --bootstrap-servers (default ${DEFAULT-VALUE}).")
  private String schemaRegistry = "";

  @Option(
      names = "--topic-prefix",
      defaultValue = TopicCatalog.DEFAULT_PREFIX,
      description = "Prefix of the topics beside --bootstrap-servers (default ${DEFAULT-VALUE}).")
  private String topicPrefix = "";

  @Option(
      names = "--client-property",
      paramLabel = "KEY=VALUE",
      description =
          "Kafka client property beside --bootstrap-servers, for example security.protocol=SSL. May be repeated.")
  private Map<String, String> clientProperties = new TreeMap<>();

  @Option(
      names = "--registry-property",
      paramLabel = "KEY=VALUE",
      description =
          "Registry property in Confluent's keys, for example basic.auth.user.info=USER:KEY. May be repeated.")
  private Map<String, String> registryProperties = new TreeMap<>();

  Path data() {
    return data;
  }

  /// @throws dev.pagestream.runtime.config.ConfigException when the file makes no sense
  SystemFile systemFile() {
    return config == null ? SystemFile.NONE : SystemFile.read(config);
  }

  Optional<URI> server() {
    return Optional.ofNullable(server);
  }

  Optional<String> bootstrapServers() {
    return Optional.ofNullable(bootstrapServers);
  }

  String schemaRegistry() {
    return schemaRegistry;
  }

  Map<String, String> clientProperties() {
    return Map.copyOf(clientProperties);
  }

  Map<String, String> registryProperties() {
    return Map.copyOf(registryProperties);
  }

  /// Names of the system's topics; their sizes do not matter to a reader.
  TopicCatalog catalog() {
    return new TopicCatalog(topicPrefix, TopicSizing.LOCAL, List.of(), Map.of());
  }
}
