package dev.pagestream.testkit;

import dev.pagestream.embedded.EmbeddedBroker;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.runtime.lifecycle.Closer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/// A broker and a schema registry, shared by all tests of a run. Thread-safe.
///
/// `-Dtest.kafka=docker` takes the released image and fails without Docker; `embedded` takes the
/// broker of local mode; `auto`, the default, takes Docker when it answers. No test may ask which
/// it is.
public final class KafkaCluster implements AutoCloseable {
  static final String IMAGE = "apache/kafka:4.3.1";

  private final String bootstrapServers;
  private final String registryUrl;
  private final Closer resources;

  private KafkaCluster(String bootstrapServers, String registryUrl, Closer resources) {
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
    this.resources = resources;
  }

  /// Where the broker comes from.
  enum Kind {
    EMBEDDED,
    DOCKER;

    /// @param setting `auto`, `embedded` or `docker`
    static Kind of(String setting, BooleanSupplier dockerAnswers) {
      return switch (setting) {
        case "embedded" -> EMBEDDED;
        case "docker" -> DOCKER;
        case "auto" -> dockerAnswers.getAsBoolean() ? DOCKER : EMBEDDED;
        case String other ->
            throw new IllegalArgumentException(
                "test.kafka is '" + other + "', must be auto, embedded or docker");
      };
    }
  }

  /// As `-Dtest.kafka` says.
  public static KafkaCluster start() {
    String setting = System.getProperty("test.kafka", "auto");
    return start(Kind.of(setting, () -> DockerClientFactory.instance().isDockerAvailable()));
  }

  static KafkaCluster start(Kind kind) {
    Closer resources = new Closer();
    try {
      Path directory = Files.createTempDirectory("pagestream-test-");
      resources.register(() -> delete(directory));
      String bootstrapServers =
          switch (kind) {
            case EMBEDDED -> embedded(directory, resources);
            case DOCKER -> container(resources);
          };
      LocalRegistry registry =
          resources.register(LocalRegistry.start(directory.resolve("schemas.jsonl"), 0));
      return new KafkaCluster(bootstrapServers, registry.url(), resources);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for the broker", e);
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public String registryUrl() {
    return registryUrl;
  }

  @Override
  public void close() {
    resources.close();
  }

  private static String embedded(Path directory, Closer resources) {
    return resources.register(EmbeddedBroker.start(directory.resolve("kafka"))).bootstrapServers();
  }

  private static String container(Closer resources) {
    KafkaContainer container =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return resources.register(container).getBootstrapServers();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
