package dev.pagestream.standalone;

import dev.pagestream.assembler.AssemblerConfig;
import dev.pagestream.assembler.AssemblerService;
import dev.pagestream.embedded.EmbeddedBroker;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.ingest.IngestConfig;
import dev.pagestream.ingest.IngestService;
import dev.pagestream.pageworker.PageWorkerConfig;
import dev.pagestream.pageworker.PageWorkerService;
import dev.pagestream.runtime.admin.AdminServer;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.telemetry.ServiceMeters;
import dev.pagestream.topics.TopicApplier;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.vlm.VlmWorkerConfig;
import dev.pagestream.vlm.VlmWorkerService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/// Everything in one process: an embedded broker, a local registry and the four services as they
/// run on a cluster, over one directory. State survives restarts and kill -9. Thread-safe.
public final class LocalSystem implements Service {
  private static final Duration READY_POLL = Duration.ofMillis(20);

  private final Closer closer;
  private final List<Service> services;
  private final ConnectionFile.Connection connection;
  private final Path directory;
  private @Nullable AdminServer admin; // Set once, before the system is handed out.

  private LocalSystem(
      Closer closer, List<Service> services, ConnectionFile.Connection connection, Path directory) {
    this.closer = closer;
    this.services = services;
    this.connection = connection;
    this.directory = directory;
  }

  /// Starts everything; returns before all of it is ready.
  ///
  /// @throws IllegalStateException when another process runs over the directory, or a port is taken
  public static LocalSystem start(LocalSettings settings) {
    Closer closer = new Closer();
    try {
      return start(settings, closer);
    } catch (IOException e) {
      closeAfter(e, closer);
      throw new UncheckedIOException("cannot start over " + settings.directory(), e);
    } catch (RuntimeException e) {
      closeAfter(e, closer);
      throw e;
    }
  }

  private static LocalSystem start(LocalSettings settings, Closer closer) throws IOException {
    Path directory = Files.createDirectories(settings.directory());
    EmbeddedBroker broker = closer.register(EmbeddedBroker.start(directory.resolve("kafka")));
    LocalRegistry registry =
        closer.register(LocalRegistry.start(directory.resolve("registry.jsonl"), 0));
    Secret key = SecretsKeyFile.loadOrCreate(directory.resolve("secrets.key"));
    applyTopics(broker.bootstrapServers(), catalog(settings.lanes()));
    LocalConfigs configs =
        new LocalConfigs(settings, broker.bootstrapServers(), registry.url(), key.value());

    ServiceMeters meters = closer.register(ServiceMeters.create("standalone"));
    // Last stage first, so that nothing waits for a reader that is not there yet.
    AssemblerService assembler = closer.register(assembler(configs, meters.registry()));
    VlmWorkerService vlmWorker = closer.register(vlmWorker(configs, meters.registry()));
    PageWorkerService pageWorker = closer.register(pageWorker(configs, meters.registry()));
    IngestService ingest = closer.register(ingest(configs, meters.registry()));

    URI api = URI.create("http://" + settings.host() + ":" + ingest.port());
    LocalSystem system =
        new LocalSystem(
            closer,
            List.of(ingest, pageWorker, vlmWorker, assembler),
            new ConnectionFile.Connection(
                api, broker.bootstrapServers(), registry.url(), settings.lanes()),
            directory);
    system.admin =
        closer.register(
            AdminServer.start(
                new AdminConfig("127.0.0.1", settings.adminPort()), meters.registry(), system));
    ConnectionFile.write(directory, system.connection);
    return system;
  }

  private static AssemblerService assembler(LocalConfigs configs, MeterRegistry meters) {
    return AssemblerService.create(
        configs.config(AssemblerConfig.class, "assembler", configs.assembler()), meters);
  }

  private static VlmWorkerService vlmWorker(LocalConfigs configs, MeterRegistry meters) {
    return VlmWorkerService.create(
        configs.config(VlmWorkerConfig.class, "vlmWorker", configs.vlmWorker()), meters);
  }

  private static PageWorkerService pageWorker(LocalConfigs configs, MeterRegistry meters) {
    return PageWorkerService.create(
        configs.config(PageWorkerConfig.class, "pageWorker", configs.pageWorker()), meters);
  }

  private static IngestService ingest(LocalConfigs configs, MeterRegistry meters) {
    return IngestService.create(
        configs.config(IngestConfig.class, "ingest", configs.ingest()), meters);
  }

  private static void applyTopics(String bootstrapServers, TopicCatalog catalog) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      TopicApplier.apply(admin, catalog);
    }
  }

  /// The topics of every local system.
  public static TopicCatalog catalog() {
    return catalog(Set.of());
  }

  /// The topics of a local system with further lanes.
  public static TopicCatalog catalog(Set<String> lanes) {
    return new TopicCatalog(
        TopicCatalog.DEFAULT_PREFIX, LocalConfigs.SIZING, List.of(), LocalConfigs.lanes(lanes));
  }

  /// Where the API, Kafka and the registry are.
  public ConnectionFile.Connection connection() {
    return connection;
  }

  /// Address of the admin server.
  public String adminAddress() {
    return Objects.requireNonNull(admin).address();
  }

  /// Waits until every service is ready.
  ///
  /// @throws IllegalStateException when that takes longer than `limit`; the message names what is
  ///   missing
  public void awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Optional<String> reason = notReady();
    while (reason.isPresent()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "not ready after " + limit.toSeconds() + " s: " + reason.orElseThrow());
      }
      Thread.sleep(READY_POLL);
      reason = notReady();
    }
  }

  @Override
  public Optional<String> notReady() {
    return services.stream().flatMap(service -> service.notReady().stream()).findFirst();
  }

  @Override
  public List<String> warnings() {
    return services.stream().flatMap(service -> service.warnings().stream()).toList();
  }

  /// Returns when any of the services has ended: without one of them documents would wait for ever.
  @Override
  public void awaitTermination() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    List<Thread> watchers =
        services.stream()
            .map(service -> Thread.ofVirtual().start(() -> awaitEnd(service, ended)))
            .toList();
    try {
      ended.await();
    } finally {
      watchers.forEach(Thread::interrupt);
    }
  }

  private static void awaitEnd(Service service, CountDownLatch ended) {
    try {
      service.awaitTermination();
      ended.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      ConnectionFile.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closer.close();
    }
  }

  private static void closeAfter(Exception cause, Closer closer) {
    try {
      closer.close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
