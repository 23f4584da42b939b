package dev.pagestream.ingest;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.ingest.IngestConfig.SplitterConfig;
import dev.pagestream.ingest.api.ApiServer;
import dev.pagestream.ingest.api.ApiSettings;
import dev.pagestream.ingest.options.DescriptionPolicy;
import dev.pagestream.ingest.options.EndpointRule;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsPolicy;
import dev.pagestream.ingest.options.QuestionWriter;
import dev.pagestream.ingest.source.SourceFetcher;
import dev.pagestream.ingest.splitter.Splitter;
import dev.pagestream.ingest.status.TaskStatuses;
import dev.pagestream.ingest.submit.CommitQueue;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.Submitter;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// The ingest service: REST API, status store and splitter. Thread-safe.
public final class IngestService implements Service {
  private static final Duration CLIENT_CLOSE = Duration.ofSeconds(5);
  private static final int BLOB_CONNECTIONS = 32;

  private final Closer resources;
  private final Supplier<Optional<String>> notReady;
  private final int port;
  private final CountDownLatch ended;

  private IngestService(
      Closer resources, Supplier<Optional<String>> notReady, int port, CountDownLatch ended) {
    this.resources = resources;
    this.notReady = notReady;
    this.port = port;
    this.ended = ended;
  }

  /// Builds and starts the service. Kafka and the registry may still be away; [#notReady()] then
  /// says so.
  ///
  /// @throws IllegalArgumentException when a preset does not fit the rest of the configuration
  public static IngestService create(IngestConfig config, MeterRegistry meters) {
    Closer resources = new Closer();
    try {
      return create(config, meters, resources);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private static IngestService create(IngestConfig config, MeterRegistry meters, Closer resources) {
    KafkaSettings kafka = config.kafka().settings();
    TopicCatalog topics = Wiring.topics(config.topics());
    HeaderSealer sealer = new HeaderSealer(config.secretsKey().map(SecretBox::of));
    DescriptionPolicy descriptions =
        new DescriptionPolicy(
            new DescriptionPolicy.Switches(
                config.enableRemoteServices(), config.allowCustomConfig()),
            Wiring.profiles(config, topics),
            new EndpointRule(config.allowedEndpoints()),
            new QuestionWriter(sealer, InstantSource.system()));
    OptionsPolicy options = new OptionsPolicy(config.maxDocumentTimeout(), descriptions, sealer);

    BlobStore blobs = resources.register(BlobStores.open(config.blobs(), BLOB_CONNECTIONS));
    EventCodec codec =
        resources.register(RegistryEventCodec.create(config.registry().serdeProperties()));
    Admin admin = Admin.create(Wiring.admin(kafka));
    resources.register(() ->
        admin.close(CLIENT_CLOSE)); // Its own close waits for calls that will not be answered.
    TaskStatuses statuses =
        resources.register(
            new TaskStatuses(
                kafka,
                admin,
                topics.tasksStatus(),
                codec,
                config.stateDirectory().resolve("status.mv"),
                config.resultTtl(),
                config.http().maxWaitingPolls()));
    CommitQueue commits =
        resources.register(
            new CommitQueue(kafka, topics.group("ingest-api") + "." + config.instanceId()));
    Submitter submitter =
        new Submitter(blobs, codec, topics, commits, statuses::submitted, Clock.systemUTC());
    Optional<WindowedConsumer> splitter =
        config.splitter().enabled()
            ? Optional.of(
                splitter(config, kafka, topics, admin, codec, blobs, sealer, meters, resources))
            : Optional.empty();
    Gauge.builder("pagestream.ingest.tasks", statuses, TaskStatuses::size)
        .description("Tasks in the status store")
        .register(meters);

    statuses.start();
    commits.start();
    splitter.ifPresent(WindowedConsumer::start);
    Supplier<Optional<String>> notReady = () -> notReady(commits, statuses, splitter);
    ApiSettings api =
        new ApiSettings(
            config.http().host(),
            config.http().port(),
            config.http().maxConcurrentSubmits(),
            config.maxSourcesPerRequest(),
            config.maxFileBytes().bytes(),
            config.maxRequestBytes().bytes());
    Spool uploads = new Spool(config.stateDirectory().resolve("uploads"));
    ApiServer server =
        resources.register(
            ApiServer.start(
                api,
                options,
                sealer,
                uploads,
                new ServiceTasks(submitter, statuses),
                blobs,
                notReady));
    resources.register(
        statuses::wakeAll); // First of all, so that parked polls do not hold up the stop.
    return new IngestService(
        resources, notReady, server.port(), ended(commits, statuses, splitter));
  }

  private static WindowedConsumer splitter(
      IngestConfig config,
      KafkaSettings kafka,
      TopicCatalog topics,
      Admin admin,
      EventCodec codec,
      BlobStore blobs,
      HeaderSealer sealer,
      MeterRegistry meters,
      Closer resources) {
    SplitterConfig splitter = config.splitter();
    Spool sources = new Spool(config.stateDirectory().resolve("sources"));
    SourceFetcher fetcher =
        resources.register(
            new SourceFetcher(
                sources,
                config.maxFileBytes().bytes(),
                splitter.allowPrivateAddresses(),
                splitter.fetchTimeout()));
    Splitter.Limits limits =
        new Splitter.Limits(
            splitter.maxInFlight(),
            splitter.maxPages(),
            splitter.maxImagePixels(),
            splitter.maxPageLag(),
            splitter.maxFetches(),
            config.defaultDocumentTimeout());
    return resources.register(
        Splitter.create(
            kafka,
            topics,
            config.instanceId(),
            admin,
            codec,
            blobs,
            sources,
            fetcher,
            sealer,
            limits,
            meters));
  }

  private static Optional<String> notReady(
      CommitQueue commits, TaskStatuses statuses, Optional<WindowedConsumer> splitter) {
    return Stream.of(
            commits.notReady(),
            statuses.notReady(),
            splitter.filter(consumer -> !consumer.healthy()).map(_ -> "the splitter has stopped"),
            splitter
                .flatMap(WindowedConsumer::waitingFor)
                .map(name -> "the splitter waits for the " + name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static CountDownLatch ended(
      CommitQueue commits, TaskStatuses statuses, Optional<WindowedConsumer> splitter) {
    CountDownLatch ended = new CountDownLatch(1);
    var _ = commits.ended().whenComplete((_, _) -> ended.countDown());
    var _ = statuses.ended().whenComplete((_, _) -> ended.countDown());
    splitter.ifPresent(consumer ->
        Thread.ofVirtual()
            .name("splitter-watch")
            .start(() -> {
              try {
                consumer.awaitTermination();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              ended.countDown();
            }));
    return ended;
  }

  /// Where the API listens.
  public int port() {
    return port;
  }

  @Override
  public Optional<String> notReady() {
    return notReady.get();
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    resources.close();
  }
}
