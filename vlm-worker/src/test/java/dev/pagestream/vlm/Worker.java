package dev.pagestream.vlm;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.budget.BudgetGuard;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.image.ImagePreparer;
import dev.pagestream.vlm.lane.Destination;
import dev.pagestream.vlm.lane.LaneConfig;
import dev.pagestream.vlm.lane.LaneDefaults;
import dev.pagestream.vlm.lane.Lanes;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.SealedHeaders;
import dev.pagestream.vlm.task.Work;
import dev.pagestream.vlm.task.WorkReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The worker's parts around a client, in memory, on a clock that moves when told.
final class Worker {
  static final int MAX_ATTEMPTS = 6;

  final ManualClock clock = new ManualClock();
  final MemoryBlobs blobs = new MemoryBlobs();
  final PlainCodec codec = new PlainCodec();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Endpoints endpoints = new Endpoints(8);
  final AnswerStore answers;
  final WorkReader reader = new WorkReader(new SealedHeaders(Optional.empty()), clock);
  final ModelCalls models;
  final SharedQuestions questions;
  final VisionHandler handler;

  Worker(VlmClient client) {
    this(client, LaneConfig.DEFAULTS);
  }

  /// @param lane terms of the lane `gpu`, beside `adhoc`
  Worker(VlmClient client, LaneConfig lane) {
    Random random = new Random(1);
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20));
    VlmMetrics metrics = new VlmMetrics(meters, endpoints);
    Backoff storeBackoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
    answers = new BlobAnswerStore(blobs, storeBackoff, random);
    Lanes lanes =
        new Lanes(
            Map.of("adhoc", LaneConfig.DEFAULTS, "gpu", lane),
            new LaneDefaults(Duration.ofSeconds(5), 16, 64, 64),
            _ -> client,
            endpoints,
            _ -> () -> 1,
            clock,
            Map.of());
    models =
        new ModelCalls(
            lanes,
            answers,
            blobs,
            ImagePreparer.ofHeap(),
            BudgetGuard.unlimited(clock),
            backoff,
            MAX_ATTEMPTS,
            random,
            clock,
            metrics);
    questions = new SharedQuestions(models, clock, metrics);
    VisionResults results = new VisionResults(codec, "vision.results");
    handler = new VisionHandler(codec, reader, questions, answers, results, clock);
  }

  /// Puts the page object of a task where the task says.
  Worker with(String documentId, String picture) {
    blobs.put(Tasks.pageKey(documentId), Tasks.picture(picture));
    return this;
  }

  Work work(VisionTask task, Instant deadline) {
    return reader.read(
        task, EventHeaders.of(task.getDocumentId(), "default", "default").withDeadline(deadline));
  }

  /// Carries the first question of a task to its end, past the join.
  Settled call(VisionTask task, Instant deadline, CallSlot slot) throws Exception {
    Work work = work(task, deadline);
    Question question = work.questions().getFirst();
    try (Destination destination = models.lanes().open(work, question)) {
      return new PatientCall(models, work, question, destination, slot, () -> false).run();
    }
  }
}
