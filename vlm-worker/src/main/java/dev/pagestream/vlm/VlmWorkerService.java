package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.blobstore.S3Settings;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import dev.pagestream.vlm.client.MeteredVlmClient;
import dev.pagestream.vlm.client.OpenAiVlmClient;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointSettings;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.endpoint.Replica;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/// The vlm-worker: one windowed consumer per lane, one handler, one HTTP client and one table of
/// endpoints for all.
public final class VlmWorkerService implements Service {
  /// Endpoints remembered with their limits; the least recently used idle ones are forgotten first.
  private static final int MAX_ENDPOINTS = 256;

  private static final int MAX_BLOB_CONNECTIONS = 64;

  private final Closer closer;
  private final Map<String, WindowedConsumer> lanes;
  private final CountDownLatch ended = new CountDownLatch(1);

  private VlmWorkerService(Closer closer, Map<String, WindowedConsumer> lanes) {
    this.closer = closer;
    this.lanes = lanes;
  }

  /// Builds and starts the worker.
  ///
  /// @throws IllegalArgumentException when the configuration contradicts itself
  public static VlmWorkerService create(VlmWorkerConfig config, MeterRegistry meters) {
    Closer closer = new Closer();
    try {
      TopicCatalog catalog = catalog(config.topics());
      requireKnown(config.lanes().keySet(), catalog.lanes());
      VisionParts parts = parts(config, catalog, meters, closer);
      Map<String, WindowedConsumer> lanes = new TreeMap<>();
      for (String lane : catalog.lanes()) {
        WindowSettings settings = settings(lane, config, catalog);
        lanes.put(
            lane,
            closer.register(
                new WindowedConsumer(
                    config.kafka().settings(),
                    settings,
                    parts.handler(),
                    parts.deadLetters(),
                    meters)));
      }
      VlmWorkerService service = new VlmWorkerService(closer, lanes);
      service.start();
      return service;
    } catch (RuntimeException e) {
      closer.close();
      throw e;
    }
  }

  /// What all lanes share.
  private record VisionParts(VisionHandler handler, VisionDeadLetters deadLetters) {}

  private static VisionParts parts(
      VlmWorkerConfig config, TopicCatalog catalog, MeterRegistry meters, Closer closer) {
    CallConfig calls = config.calls();
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom(); // Thread-safe, and waits need no repeatability.
    BlobStore blobs =
        closer.register(
            blobs(config.blobs(), Math.min(config.maxInFlight(), MAX_BLOB_CONNECTIONS)));
    EventCodec codec =
        closer.register(RegistryEventCodec.create(config.registry().serdeProperties()));
    OpenAiVlmClient http =
        closer.register(
            new OpenAiVlmClient(
                calls.connectTimeout(),
                (int) calls.maxAnswerBytes().bytes(),
                config.maxInFlight(),
                clock));
    VlmClient client = new MeteredVlmClient(http, meters);
    Endpoints endpoints =
        new Endpoints(
            MAX_ENDPOINTS,
            name ->
                new Endpoint(
                    name,
                    EndpointSettings.of(
                        new Replica(name, name), calls.initialLimit(), calls.maxLimit()),
                    clock));
    VlmMetrics metrics = new VlmMetrics(meters, endpoints);
    Backoff backoff = new Backoff(calls.retryBase(), calls.retryCap());
    AnswerStore answers = new AnswerStore(blobs, backoff, random);
    ModelCalls models =
        new ModelCalls(
            client,
            endpoints,
            answers,
            blobs,
            backoff,
            calls.maxAttempts(),
            random,
            clock,
            metrics);
    SealedHeaders headers = new SealedHeaders(config.secretsKey().map(SecretBox::of));
    VisionResults results = new VisionResults(codec, catalog.visionResults());
    return new VisionParts(
        new VisionHandler(codec, headers, models, results, clock, metrics),
        new VisionDeadLetters(codec, catalog.deadLetters(), clock));
  }

  private static WindowSettings settings(
      String lane, VlmWorkerConfig config, TopicCatalog catalog) {
    String group = catalog.group("vlm-worker." + lane);
    int window = config.lanes().getOrDefault(lane, LaneConfig.DEFAULTS).window();
    return WindowSettings.of(
            catalog.visionTasks(lane), group, group + "." + config.instanceId(), window)
        .withMaxInFlight(config.maxInFlight())
        .withDrainTimeout(config.drainTimeout());
  }

  private static TopicCatalog catalog(TopicsConfig topics) {
    TopicSizing sizing =
        new TopicSizing(
            topics.joinPartitions(),
            topics.pagePartitions(),
            topics.lanePartitions(),
            topics.replicationFactor());
    return new TopicCatalog(topics.prefix(), sizing, topics.queues(), topics.lanes());
  }

  private static BlobStore blobs(BlobConfig config, int connections) {
    return switch (config.kind()) {
      case FILES -> BlobStores.files(config.directory());
      case S3 ->
          BlobStores.s3(
              new S3Settings(
                  config.bucket(),
                  config.endpoint(),
                  config.region(),
                  config.accessKey(),
                  config.secretKey().map(Secret::value),
                  config.pathStyle(),
                  connections));
    };
  }

  private static void requireKnown(Set<String> configured, Set<String> known) {
    for (String lane : configured) {
      if (!known.contains(lane)) {
        throw new IllegalArgumentException(
            "lanes." + lane + " is not a lane; topics.lanes declares " + new TreeSet<>(known));
      }
    }
  }

  private void start() {
    lanes.forEach((lane, consumer) -> {
      consumer.start();
      Thread _ = Thread.ofVirtual().name("lane-" + lane + "-watch").start(() -> watch(consumer));
    });
  }

  /// One lane that ended by itself ends the service: whoever runs it starts it again.
  private void watch(WindowedConsumer consumer) {
    try {
      consumer.awaitTermination();
      ended.countDown();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A model endpoint that is down is not the worker's fault and no reason not to be ready.
  @Override
  public Optional<String> notReady() {
    for (Map.Entry<String, WindowedConsumer> lane : lanes.entrySet()) {
      if (!lane.getValue().healthy()) {
        return Optional.of("lane " + lane.getKey() + " has stopped");
      }
      Optional<String> waitingFor = lane.getValue().waitingFor();
      if (waitingFor.isPresent()) {
        return Optional.of("lane " + lane.getKey() + " waits for " + waitingFor.get());
      }
    }
    return Optional.empty();
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closer.close();
  }
}
