package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.vlm.budget.BudgetGuard;
import dev.pagestream.vlm.client.HttpVlmClient;
import dev.pagestream.vlm.client.MeteredVlmClient;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.image.ImagePreparer;
import dev.pagestream.vlm.lane.LaneConfig;
import dev.pagestream.vlm.lane.LaneDefaults;
import dev.pagestream.vlm.lane.Lanes;
import dev.pagestream.vlm.local.LocalDescriber;
import dev.pagestream.vlm.task.SealedHeaders;
import dev.pagestream.vlm.task.WorkReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all lanes of a worker share, put together. Immutable.
///
/// @param handler of every lane
/// @param deadLetters of every lane
/// @param endpoints that were called lately
/// @param budget what tenants and tasks may spend
record VisionParts(
    VisionHandler handler, VisionDeadLetters deadLetters, Endpoints endpoints, BudgetGuard budget) {
  /// Endpoints remembered with their limits; the least recently used idle ones are forgotten first.
  private static final int MAX_ENDPOINTS = 256;

  private static final int MAX_BLOB_CONNECTIONS = 64;

  /// @param consumers of the lanes, filled in later; a lane without one has no share
  static VisionParts create(
      VlmWorkerConfig config,
      TopicCatalog catalog,
      Map<String, WindowedConsumer> consumers,
      MeterRegistry meters,
      Closer closer) {
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom(); // Thread-safe, and waits need no repeatability.
    CallConfig calls = config.calls();
    BlobStore blobs =
        closer.register(
            BlobStores.open(config.blobs(), Math.min(config.maxInFlight(), MAX_BLOB_CONNECTIONS)));
    EventCodec codec =
        closer.register(RegistryEventCodec.create(config.registry().serdeProperties()));
    Backoff backoff = new Backoff(calls.retryBase(), calls.retryCap());
    Endpoints endpoints = new Endpoints(MAX_ENDPOINTS);
    VlmMetrics metrics = new VlmMetrics(meters, endpoints);
    AnswerStore answers = new BlobAnswerStore(blobs, backoff, random);
    BudgetGuard budget =
        closer.register(
            BudgetGuard.start(config.budget(), config.kafka().settings(), catalog, codec, clock));
    Lanes lanes = lanes(config, catalog, consumers, endpoints, meters, clock, closer);
    ModelCalls models =
        new ModelCalls(
            lanes,
            answers,
            blobs,
            ImagePreparer.ofHeap(),
            budget,
            backoff,
            calls.maxAttempts(),
            random,
            clock,
            metrics);
    SharedQuestions questions = new SharedQuestions(models, clock, metrics);
    WorkReader reader =
        new WorkReader(new SealedHeaders(config.secretsKey().map(SecretBox::of)), clock);
    VisionResults results = new VisionResults(codec, catalog.visionResults());
    return new VisionParts(
        new VisionHandler(codec, reader, questions, answers, results, clock),
        new VisionDeadLetters(codec, catalog.deadLetters(), clock),
        endpoints,
        budget);
  }

  /// Calls go over HTTP, metered; those of the lane `local` to nobody.
  private static Lanes lanes(
      VlmWorkerConfig config,
      TopicCatalog catalog,
      Map<String, WindowedConsumer> consumers,
      Endpoints endpoints,
      MeterRegistry meters,
      InstantSource clock,
      Closer closer) {
    CallConfig calls = config.calls();
    HttpVlmClient http =
        closer.register(
            new HttpVlmClient((int) calls.maxAnswerBytes().bytes(), config.maxInFlight(), clock));
    VlmClient local = new LocalDescriber(clock);
    Map<String, LaneConfig> configs = new TreeMap<>();
    for (String lane : catalog.lanes()) {
      LaneConfig given = config.lanes().getOrDefault(lane, LaneConfig.DEFAULTS);
      configs.put(
          lane,
          lane.equals(TopicCatalog.LOCAL_LANE)
              ? given.withUrls(List.of(LocalDescriber.ADDRESS))
              : given);
    }
    return new Lanes(
        configs,
        new LaneDefaults(
            calls.connectTimeout(), calls.initialLimit(), calls.maxLimit(), calls.adhocLimit()),
        lane ->
            lane.equals(TopicCatalog.LOCAL_LANE) ? local : new MeteredVlmClient(http, meters, lane),
        endpoints,
        lane -> share(consumers, lane),
        clock,
        System.getenv());
  }

  private static DoubleSupplier share(Map<String, WindowedConsumer> consumers, String lane) {
    return () -> {
      @Nullable WindowedConsumer consumer = consumers.get(lane);
      return consumer == null ? 1 : consumer.share();
    };
  }
}
