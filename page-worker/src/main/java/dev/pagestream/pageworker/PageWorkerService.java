package dev.pagestream.pageworker;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.pageworker.classify.PictureClassifier;
import dev.pagestream.pageworker.classify.PictureClassifiers;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.LocalFiles;
import dev.pagestream.pageworker.source.OpenSources;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.Ordering;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Analyses the pages of `pages.tasks`.
public final class PageWorkerService implements Service {
  private static final String ROLE = "page-worker";
  private static final Duration SOURCE_IDLE = Duration.ofSeconds(30);
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);

  /// On top of the page's time-out when a partition leaves: the blob is still to be written.
  private static final Duration WRITE_GRACE = Duration.ofSeconds(10);

  private final WindowedConsumer consumer;
  private final Closer closer;

  private PageWorkerService(WindowedConsumer consumer, Closer closer) {
    this.consumer = consumer;
    this.closer = closer;
  }

  /// Builds and starts the service.
  public static PageWorkerService create(PageWorkerConfig config, MeterRegistry meters) {
    InstantSource clock = InstantSource.system();
    TopicCatalog topics = topics(config.topics());
    Closer closer = new Closer();
    try {
      BlobStore blobs = closer.register(BlobStores.open(config.blobs(), 2 * config.pagesAtOnce()));
      EventCodec codec =
          closer.register(RegistryEventCodec.create(config.registry().serdeProperties()));
      OpenSources sources = closer.register(sources(config, blobs, clock));
      sweepRegularly(sources, closer);
      PageThreads threads = new PageThreads(config.pagesAtOnce());
      PictureClassifier classifier =
          closer.register(
              PictureClassifiers.open(config.pictureLabels(), config.classifierModel()));
      PageAnalysis analysis =
          new PageAnalysis(
              new PageLayout(new FigureFinder()),
              config.limits().pictures(),
              new PageClasses(classifier, config.chartsByClass()));
      PageHandler handler =
          new PageHandler(
              codec,
              blobs,
              new PageRunner(
                  sources,
                  analysis,
                  threads,
                  config.pageTimeout(),
                  new SealedPasswords(config.secretsKey().map(SecretBox::of))),
              new PageEvents(topics, codec),
              new PageMeters(meters, threads),
              clock);
      WindowedConsumer consumer =
          closer.register(
              new WindowedConsumer(
                  config.kafka().settings(),
                  window(config, topics),
                  handler,
                  new PageDeadLetters(topics, codec, clock),
                  meters));
      consumer.start();
      return new PageWorkerService(consumer, closer);
    } catch (RuntimeException e) {
      closer.close();
      throw e;
    }
  }

  private static WindowSettings window(PageWorkerConfig config, TopicCatalog topics) {
    String group = topics.group(ROLE);
    return WindowSettings.of(
            topics.pagesTasks(), group, group + "." + config.instanceId(), config.window())
        .withMaxInFlight(config.pagesAtOnce())
        .withOrdering(Ordering.BY_KEY) // Pages of a chunk share one open file.
        .withDrainTimeout(config.pageTimeout().plus(WRITE_GRACE))
        .withStartMarks(true);
  }

  private static OpenSources sources(
      PageWorkerConfig config, BlobStore blobs, InstantSource clock) {
    long maxBytes = config.maxOpenSourceBytes().bytes();
    LocalFiles files =
        new LocalFiles(blobs, config.sourceCacheDirectory().resolve(config.instanceId()), maxBytes);
    int maxIdle = 2 * config.pagesAtOnce();
    return new OpenSources(
        files, new SourceFormats(config.limits()), maxIdle, maxBytes, SOURCE_IDLE, clock);
  }

  private static void sweepRegularly(OpenSources sources, Closer closer) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("source-sweeper").daemon().factory());
    closer.register(timer::shutdownNow);
    long intervalMs = SWEEP_INTERVAL.toMillis();
    ScheduledFuture<?> sweeping =
        timer.scheduleWithFixedDelay(sources::sweep, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    closer.register(() -> sweeping.cancel(false));
  }

  private static TopicCatalog topics(TopicsConfig config) {
    TopicSizing sizing =
        new TopicSizing(
            config.joinPartitions(),
            config.pagePartitions(),
            config.lanePartitions(),
            config.replicationFactor());
    return new TopicCatalog(config.prefix(), sizing, config.queues(), config.lanes());
  }

  @Override
  public Optional<String> notReady() {
    if (!consumer.healthy()) {
      return Optional.of("the consumer of pages.tasks has ended");
    }
    return consumer.waitingFor().map(dependency -> "waiting for " + dependency);
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    consumer.awaitTermination();
  }

  @Override
  public void close() {
    closer.close();
  }
}
