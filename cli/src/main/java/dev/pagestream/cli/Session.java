package dev.pagestream.cli;

import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.standalone.ConnectionFile;
import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.LocalSystem;
import dev.pagestream.topics.TopicCatalog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/// The system a command talks to. Closing it stops the local system when the command started it.
final class Session implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Optional<URI> api;
  private final Optional<KafkaAccess> kafka;
  private final @Nullable LocalSystem started;

  private Session(Optional<URI> api, Optional<KafkaAccess> kafka, @Nullable LocalSystem started) {
    this.api = api;
    this.kafka = kafka;
    this.started = started;
  }

  /// Kafka, registry and topics of a system.
  ///
  /// @param clientProperties of Kafka's clients, the servers included
  /// @param registryProperties in Confluent's keys, the URL included
  record KafkaAccess(
      Map<String, Object> clientProperties,
      Map<String, Object> registryProperties,
      TopicCatalog catalog) {
    /// A command gives up sooner than a service.
    private static final int API_TIMEOUT_MS = 15_000;

    static KafkaAccess of(
        String bootstrapServers,
        String registryUrl,
        TopicCatalog catalog,
        Map<String, String> moreOfClients,
        Map<String, String> moreOfRegistry) {
      Map<String, Object> clients = clients(bootstrapServers, moreOfClients);
      Map<String, Object> registry = new HashMap<>(moreOfRegistry);
      registry.put("schema.registry.url", registryUrl);
      return new KafkaAccess(clients, registry, catalog);
    }

    /// Properties that end a command within seconds when no broker answers; given ones win.
    static Map<String, Object> clients(String bootstrapServers, Map<String, String> more) {
      Map<String, Object> clients = new HashMap<>();
      clients.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
      clients.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
      clients.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, API_TIMEOUT_MS);
      clients.putAll(more);
      clients.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      return clients;
    }

    EventCodec codec() {
      return RegistryEventCodec.create(registryProperties);
    }
  }

  static Session open(ConnectionOptions options) throws IOException, InterruptedException {
    Optional<KafkaAccess> remote =
        options
            .bootstrapServers()
            .map(servers ->
                KafkaAccess.of(
                    servers,
                    options.schemaRegistry(),
                    options.catalog(),
                    options.clientProperties(),
                    options.registryProperties()));
    if (options.server().isPresent() || remote.isPresent()) {
      return new Session(options.server(), remote, null);
    }
    Optional<ConnectionFile.Connection> running =
        ConnectionFile.read(options.data()).filter(connection -> isAlive(connection.api()));
    if (running.isPresent()) {
      return of(running.orElseThrow(), null);
    }
    return start(LocalSettings.shortLived(options.data(), options.systemFile()));
  }

  /// Starts a local system for the time of the command.
  static Session start(LocalSettings settings) throws InterruptedException {
    CliLogging.logInto(settings.directory());
    LocalSystem system = LocalSystem.start(settings);
    try {
      system.awaitReady(START_LIMIT);
    } catch (RuntimeException | InterruptedException e) {
      system.close();
      throw e;
    }
    return of(system.connection(), system);
  }

  private static Session of(ConnectionFile.Connection connection, @Nullable LocalSystem started) {
    KafkaAccess kafka =
        KafkaAccess.of(
            connection.bootstrapServers(),
            connection.registryUrl(),
            LocalSystem.catalog(connection.lanes()),
            Map.of(),
            Map.of());
    return new Session(Optional.of(connection.api()), Optional.of(kafka), started);
  }

  private static boolean isAlive(URI api) {
    try (ConversionClient client = new ConversionClient(api)) {
      return client.isAlive();
    }
  }

  /// @throws IllegalStateException when only Kafka's address is known
  URI api() {
    return api.orElseThrow(
        () -> new IllegalStateException("documents are handed in over the API: give --server URL"));
  }

  Optional<KafkaAccess> kafka() {
    return kafka;
  }

  /// @throws IllegalStateException when only the API's address is known
  KafkaAccess requireKafka() {
    return kafka.orElseThrow(() ->
        new IllegalStateException(
            "this needs Kafka: give --bootstrap-servers and --schema-registry"));
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
