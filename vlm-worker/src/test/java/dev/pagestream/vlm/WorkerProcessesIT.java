package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.PaidAtKill;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.topics.TopicSizing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Several workers as processes of their own (guarantees G4, G5): killed, stopped, joined by others
/// in mid-batch. The model server's log is the witness of what was paid for.
@ExtendWith(KafkaFixture.class)
class WorkerProcessesIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final int WINDOW = 4;
  private static final int CROP_BYTES = 48 << 10;
  private static final Pattern ROW = Pattern.compile("^ *\\d+: ");

  /// What the collector puts where it leaves a gap.
  private static final String DEAD_SPACE = "FillerElement";

  private static final int WARM_UP = 200;
  private static final int MAX_THREADS = 100;
  private static final long MAX_GAIN_BYTES = 6L << 20;

  @TempDir private Path directory;
  private final Deque<ChildProcess> processes = new ArrayDeque<>();
  private TestSystem system;
  private BlobStore blobs;
  private EventCodec codec;
  private TaskSender sender;
  private TopicReader reader;

  @BeforeEach
  void start(TestSystem testSystem) {
    system = testSystem;
    blobs = BlobStores.files(directory);
    codec = system.codec();
    sender = new TaskSender(system, blobs, codec);
    reader = new TopicReader(system.bootstrapServers(), codec);
  }

  @AfterEach
  void stop() {
    processes.forEach(ChildProcess::close);
    sender.close();
    codec.close();
    blobs.close();
  }

  @Test
  void aKilledWorkerRepeatsNoCallWhoseAnswerWasStored() throws Exception {
    int pictures = 160;
    try (FakeVlm vlm = server(Duration.ofMillis(500))) {
      ChildProcess doomed = worker("vlm-1");
      worker("vlm-2");
      send(vlm, pictures);
      awaitCalls(vlm, 40);

      doomed.killHard();
      PaidAtKill paid = PaidAtKill.read(directory);
      worker("vlm-3");

      assertAnsweredOnce(pictures);
      assertThat(paid.pictures()).isPositive();
      assertThat(paid.paidAgain(vlm)).isEmpty();
    }
  }

  @Test
  void aPlannedStopAndAScaleOutRepeatNoCallOfTenSeconds() throws Exception {
    int pictures = 2 * TopicSizing.LOCAL.lane() * WINDOW;
    try (FakeVlm vlm = server(Duration.ofSeconds(10))) {
      ChildProcess leaving = worker("vlm-1");
      worker("vlm-2");
      send(vlm, pictures);
      Eventually.await(LIMIT, () -> assertThat(vlm.inFlight()).isGreaterThanOrEqualTo(WINDOW));

      worker("vlm-3");
      awaitCalls(vlm, 1);
      leaving.terminate();
      assertThat(leaving.awaitExit(LIMIT)).isIn(0, 143);

      assertAnsweredOnce(pictures);
      assertThat(vlm.callsByPicture())
          .hasSize(pictures)
          .allSatisfy((_, calls) -> assertThat(calls).hasSize(1));
      assertThat(vlm.maxInFlight()).isLessThanOrEqualTo(TopicSizing.LOCAL.lane() * WINDOW);
    }
  }

  /// A short sample. `-Dpagestream.soak.pictures=10000` passes so many in each round,
  /// `-Dpagestream.soak.minutes=30` makes rounds for so long (with `-Dtest.heap=4g` for the
  /// results).
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void picturesPassThroughASmallHeapAndLeaveNothingBehind() throws Exception {
    int pictures = Integer.getInteger("pagestream.soak.pictures", 400);
    Instant end =
        Instant.now().plus(Duration.ofMinutes(Integer.getInteger("pagestream.soak.minutes", 0)));
    try (FakeVlm vlm = server(Duration.ofMillis(250))) {
      ChildProcess worker = worker("vlm-1", "256m", 64);
      sendLarge(vlm, 0, WARM_UP);
      assertAnsweredOnce(WARM_UP);
      long atFirst = liveBytes(worker);

      int sent = WARM_UP;
      do {
        sendLarge(vlm, sent, sent + pictures);
        awaitCalls(vlm, sent + pictures / 2);
        assertThat(platformThreads(worker))
            .as("platform threads with calls under way")
            .isLessThan(MAX_THREADS);
        sent += pictures;
        assertAnsweredOnce(sent);
        long gained = liveBytes(worker) - atFirst;
        System.out.printf("%d pictures, %+d live bytes%n", sent, gained);
        assertThat(gained).as("live bytes gained by %d pictures", sent).isLessThan(MAX_GAIN_BYTES);
      } while (Instant.now().isBefore(end));
    }
  }

  private void sendLarge(FakeVlm vlm, int from, int to) {
    for (int i = from; i < to; i++) {
      String picture = "large" + i;
      VisionTask.Builder task = sender.task("doc" + i + "-0", picture, vlm.url().toString());
      byte[] crop = Arrays.copyOf(Tasks.picture(picture), CROP_BYTES);
      blobs.put(task.getPageKey(), crop);
      sender.send(task.setImageBytes(crop.length).setTimeoutMs(CALL_LIMIT.toMillis()).build());
    }
    sender.flush();
  }

  /// After a full collection.
  private static long liveBytes(ChildProcess process) throws Exception {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "" + process.pid(),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> ROW.matcher(line).find() && !line.contains(DEAD_SPACE))
        .mapToLong(WorkerProcessesIT::bytes)
        .sum();
  }

  private static long bytes(String row) {
    try (Scanner columns = new Scanner(row)) {
      columns.next();
      columns.nextLong(); // Instances.
      return columns.nextLong();
    }
  }

  private static long platformThreads(ChildProcess process) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      return threads.count();
    }
  }

  private static FakeVlm server(Duration latency) {
    return FakeVlm.start(
        VlmBehaviour.INSTANT.withLatency(latency).withCapacity(500, 500).withoutBodies());
  }

  private void send(FakeVlm vlm, int pictures) {
    for (int i = 0; i < pictures; i++) {
      sender.send(
          sender
              .task("doc" + i + "-0", "picture" + i, vlm.url().toString())
              .setTimeoutMs(CALL_LIMIT.toMillis())
              .build());
    }
    sender.flush();
  }

  private static void awaitCalls(FakeVlm vlm, int calls) {
    Eventually.await(LIMIT, () -> assertThat(vlm.calls()).hasSizeGreaterThanOrEqualTo(calls));
  }

  private void assertAnsweredOnce(int pictures) {
    List<TopicEvent<VisionResult>> results =
        reader.read(system.catalog().visionResults(), VisionResult.class, pictures, LIMIT);
    assertThat(results).extracting(TopicEvent::key).doesNotHaveDuplicates().hasSize(pictures);
    assertThat(reader.readAll(system.catalog().deadLetters(), DeadLetter.class)).isEmpty();
  }

  /// Starts a worker and waits until it is there.
  private ChildProcess worker(String instance) throws InterruptedException {
    return worker(instance, "256m", WINDOW);
  }

  private ChildProcess worker(String instance, String heap, int window)
      throws InterruptedException {
    TopicSizing sizing = system.catalog().sizing();
    ChildProcess process =
        ChildProcess.start(
            instance,
            ChildProcess.Launch.of(VlmWorkerMain.class)
                .withHeap(heap)
                .withEnvironment(
                    Map.ofEntries(
                        Map.entry("PAGESTREAM_INSTANCE_ID", instance),
                        Map.entry("PAGESTREAM_KAFKA__BOOTSTRAP_SERVERS", system.bootstrapServers()),
                        Map.entry("PAGESTREAM_REGISTRY__URL", system.registryUrl()),
                        Map.entry("PAGESTREAM_TOPICS__PREFIX", system.prefix()),
                        Map.entry("PAGESTREAM_TOPICS__JOIN_PARTITIONS", "" + sizing.joins()),
                        Map.entry("PAGESTREAM_TOPICS__PAGE_PARTITIONS", "" + sizing.pages()),
                        Map.entry("PAGESTREAM_TOPICS__LANE_PARTITIONS", "" + sizing.lane()),
                        Map.entry("PAGESTREAM_TOPICS__REPLICATION_FACTOR", "1"),
                        Map.entry("PAGESTREAM_BLOBS__DIRECTORY", directory.toString()),
                        Map.entry("PAGESTREAM_LANES__ADHOC__WINDOW", "" + window),
                        Map.entry("PAGESTREAM_ADMIN__PORT", "0"))));
    processes.push(process);
    process.awaitLine(".*ready.*", LIMIT);
    return process;
  }
}
