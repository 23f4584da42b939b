package dev.pagestream.cli;

import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.standalone.ConnectionFile;
import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
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

  /// Kafka and registry of a system.
  record KafkaAccess(String bootstrapServers, String registryUrl) {
    Map<String, Object> clientProperties() {
      return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    EventCodec codec() {
      return RegistryEventCodec.create(Map.of("schema.registry.url", registryUrl));
    }
  }

  static Session open(ConnectionOptions options) throws IOException, InterruptedException {
    Optional<KafkaAccess> remote =
        options
            .bootstrapServers()
            .map(servers -> new KafkaAccess(servers, options.schemaRegistry()));
    if (options.server().isPresent() || remote.isPresent()) {
      return new Session(options.server(), remote, null);
    }
    Optional<ConnectionFile.Connection> running =
        ConnectionFile.read(options.data()).filter(connection -> isAlive(connection.api()));
    if (running.isPresent()) {
      return of(running.orElseThrow(), null);
    }
    return start(LocalSettings.shortLived(options.data()));
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
    KafkaAccess kafka = new KafkaAccess(connection.bootstrapServers(), connection.registryUrl());
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
