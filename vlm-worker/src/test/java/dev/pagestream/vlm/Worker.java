package dev.pagestream.vlm;

import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointSettings;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.endpoint.Replica;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/// The worker's parts around a client, in memory, on a clock that moves when told.
final class Worker {
  static final int MAX_ATTEMPTS = 6;

  final ManualClock clock = new ManualClock();
  final MemoryBlobs blobs = new MemoryBlobs();
  final PlainCodec codec = new PlainCodec();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Endpoints endpoints =
      new Endpoints(
          8,
          name -> new Endpoint(name, EndpointSettings.of(new Replica(name, name), 16, 64), clock));
  final AnswerStore answers;
  final ModelCalls models;
  final VisionHandler handler;

  Worker(VlmClient client) {
    Random random = new Random(1);
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20));
    VlmMetrics metrics = new VlmMetrics(meters, endpoints);
    Backoff storeBackoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
    answers = new AnswerStore(blobs, storeBackoff, random);
    models =
        new ModelCalls(
            client, endpoints, answers, blobs, backoff, MAX_ATTEMPTS, random, clock, metrics);
    VisionResults results = new VisionResults(codec, "vision.results");
    handler =
        new VisionHandler(
            codec, new SealedHeaders(Optional.empty()), models, results, clock, metrics);
  }

  /// Puts the page object of a task where the task says.
  Worker with(String documentId, String picture) {
    blobs.put(Tasks.pageKey(documentId), Tasks.picture(picture));
    return this;
  }
}
