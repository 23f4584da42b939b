package dev.pagestream.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
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

  Path data() {
    return data;
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
}
