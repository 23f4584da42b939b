package dev.pagestream.benchmarks;

import dev.pagestream.schema.VisionResult;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.Fault;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.Script;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.testkit.VlmCall;
import dev.pagestream.vlm.VlmWorkerService;
import dev.pagestream.vlm.client.HttpVlmClient;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.stop.Stoppers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// How well a vlm-worker uses a model server, in one run against the server's capacity and against
/// the way today's tools call: steady load, faults, a capacity that changes, equal pictures, loops.
///
/// Run by `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
public final class WorkerLoad {
  private static final int SLOTS = 64;
  private static final double JITTER = 0.3;
  private static final int PICTURES_PER_DOCUMENT = 20;
  private static final int WINDOW = 8;

  private WorkerLoad() {}

  /// @param args directory for `benchmarks-vlm-worker.md` and the picture
  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    try (KafkaCluster kafka = KafkaCluster.start()) {
      steady(kafka, Duration.ofMillis(250), 1_000); // Warms the JVM up.
      WorkerLoadReport report = new WorkerLoadReport();
      report.steadyShort(steady(kafka, Duration.ofMillis(250), 6_000));
      report.stepwise(stepwise(Duration.ofMillis(250), 4_000));
      report.steadyLong(steady(kafka, Duration.ofSeconds(2), 1_600));
      report.faulty(faulty(kafka));
      report.changing(changing(kafka));
      report.equal(equal(kafka));
      report.loops(tokensOfLoop(List.of()), tokensOfLoop(List.of("repetition")));
      report.write(out);
    }
  }

  private static VlmBehaviour server(Duration latency, int queue) {
    return VlmBehaviour.INSTANT
        .withLatency(latency)
        .withJitter(JITTER)
        .withCapacity(SLOTS, queue)
        .withoutBodies();
  }

  /// Share of what the server can give.
  private static double steady(KafkaCluster kafka, Duration latency, int pictures)
      throws IOException {
    try (FakeVlm vlm = FakeVlm.start(server(latency, SLOTS));
        WorkerBench bench = new WorkerBench(kafka)) {
      bench.fill(vlm, pictures / PICTURES_PER_DOCUMENT, PICTURES_PER_DOCUMENT, pictures);
      try (VlmWorkerService _ = bench.worker(WINDOW, SLOTS)) {
        bench.results(pictures);
      }
      return Throughput.of(vlm.calls()).steadyPerSecond() / capacity(vlm.calls());
    }
  }

  /// What the slots could have answered at the latencies that were drawn.
  private static double capacity(List<VlmCall> calls) {
    double seconds =
        calls.stream()
            .filter(VlmCall::answered)
            .mapToLong(VlmCall::serviceNanos)
            .average()
            .orElseThrow();
    return SLOTS / (seconds / 1e9);
  }

  private static double stepwise(Duration latency, int pictures)
      throws InterruptedException, ExecutionException {
    try (FakeVlm vlm = FakeVlm.start(server(latency, SLOTS))) {
      StepwiseClient.run(vlm, pictures / PICTURES_PER_DOCUMENT, PICTURES_PER_DOCUMENT, SLOTS);
      return Throughput.of(vlm.calls()).steadyPerSecond() / capacity(vlm.calls());
    }
  }

  /// Every tenth call is turned away; the slots could be as busy as without.
  private static double faulty(KafkaCluster kafka) throws IOException {
    int pictures = 5_000;
    try (FakeVlm vlm = FakeVlm.start(server(Duration.ofMillis(250), SLOTS));
        WorkerBench bench = new WorkerBench(kafka)) {
      vlm.script(
          Script.rate(0.05, 1, new Fault.Status(503))
              .or(Script.rate(0.05, 2, new Fault.Status(429))));
      bench.fill(vlm, pictures / PICTURES_PER_DOCUMENT, PICTURES_PER_DOCUMENT, pictures);
      try (VlmWorkerService _ = bench.worker(WINDOW, SLOTS)) {
        bench.results(pictures);
      }
      return Throughput.of(vlm.calls()).steadyPerSecond() / capacity(vlm.calls());
    }
  }

  /// A server that loses half of its slots and gets them back.
  ///
  /// @param perSecond answers, from the first call on
  /// @param overloads calls the server turned away, in each of the three parts
  record Changing(List<Integer> perSecond, int partSeconds, double full, List<Integer> overloads) {}

  private static Changing changing(KafkaCluster kafka) throws IOException, InterruptedException {
    int part = 20;
    int pictures = 14_000;
    Duration latency = Duration.ofMillis(250);
    try (FakeVlm vlm = FakeVlm.start(server(latency, 0));
        WorkerBench bench = new WorkerBench(kafka)) {
      bench.fill(vlm, pictures / PICTURES_PER_DOCUMENT, PICTURES_PER_DOCUMENT, pictures);
      try (VlmWorkerService _ = bench.worker(4 * WINDOW, 4 * SLOTS)) {
        while (vlm.calls().isEmpty()) {
          Thread.sleep(Duration.ofMillis(20));
        }
        Instant begin = Instant.now();
        Thread.sleep(Duration.ofSeconds(part));
        vlm.behave(server(latency, 0).withCapacity(SLOTS / 2, 0));
        Thread.sleep(Duration.ofSeconds(part));
        vlm.behave(server(latency, 0));
        Thread.sleep(Duration.ofSeconds(part));
        List<VlmCall> calls = vlm.calls();
        int[] overloads = new int[3];
        for (VlmCall call : calls) {
          long at = Duration.between(begin, call.start()).toSeconds() / part;
          if (call.status() == 429 && at >= 0 && at < overloads.length) {
            overloads[(int) at]++;
          }
        }
        double full = SLOTS / (latency.toMillis() / 1e3);
        return new Changing(
            Throughput.of(calls).perSecond(begin),
            part,
            full,
            Arrays.stream(overloads).boxed().toList());
      }
    }
  }

  /// Calls per distinct picture when ten documents ask about each.
  private static double equal(KafkaCluster kafka) throws IOException {
    int distinct = 1_000;
    int tasks = 10_000;
    try (FakeVlm vlm = FakeVlm.start(server(Duration.ofMillis(50), SLOTS));
        WorkerBench bench = new WorkerBench(kafka)) {
      bench.fill(vlm, tasks / PICTURES_PER_DOCUMENT, PICTURES_PER_DOCUMENT, distinct);
      try (VlmWorkerService _ = bench.worker(WINDOW, SLOTS)) {
        List<VisionResult> results = bench.results(tasks);
        if (results.stream().anyMatch(result -> result.getText() == null)) {
          throw new IllegalStateException("a task has no answer");
        }
      }
      return (double) vlm.calls().size() / distinct;
    }
  }

  /// Tokens a server sends of an answer that loops.
  private static long tokensOfLoop(List<String> stoppers) throws InterruptedException {
    Duration limit = Duration.ofMinutes(1);
    try (FakeVlm vlm =
            FakeVlm.start(
                VlmBehaviour.INSTANT.withTokenDelay(Duration.ofMillis(1)).withoutBodies());
        HttpVlmClient client = new HttpVlmClient(4 << 20, 1, InstantSource.system())) {
      vlm.script(Script.always(new Fault.Looping()));
      client.call(
          new VlmRequest(
              new Target(
                  vlm.url().toString(), Map.of(), Dialects.GENERIC, Optional.empty(), Map.of()),
              "{\"model\": \"fake-vision\", \"max_tokens\": 5000}",
              "Describe.",
              WorkerBench.bytes(1),
              "image/png",
              new Timeouts(limit, limit, limit, limit),
              true,
              Stoppers.parse(stoppers)));
      Instant end = Instant.now().plus(Duration.ofSeconds(10));
      while (vlm.inFlight() > 0 && Instant.now().isBefore(end)) {
        Thread.sleep(Duration.ofMillis(10));
      }
      return vlm.calls().getFirst().tokens();
    }
  }
}
