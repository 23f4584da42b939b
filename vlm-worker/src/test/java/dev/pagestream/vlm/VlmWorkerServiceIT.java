package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.Hashes;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.Fault;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.Script;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.testkit.VlmCall;
import dev.pagestream.topics.TopicSizing;
import dev.pagestream.vlm.lane.LaneConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The worker against a real broker and registry and a model server on a real socket.
@ExtendWith(KafkaFixture.class)
class VlmWorkerServiceIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Secret KEY = SecretBox.generateKey();
  private static final int WINDOW = 2;

  @TempDir private Path blobDirectory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestSystem system;
  private FakeVlm vlm;
  private BlobStore blobs;
  private EventCodec codec;
  private TopicReader reader;
  private TaskSender sender;

  @BeforeEach
  void start(TestSystem testSystem) {
    system = testSystem;
    vlm = FakeVlm.start(VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(50)));
    blobs = BlobStores.files(blobDirectory);
    codec = system.codec();
    reader = new TopicReader(system.bootstrapServers(), codec);
    sender = new TaskSender(system, blobs, codec);
  }

  @AfterEach
  void stop() {
    sender.close();
    codec.close();
    blobs.close();
    vlm.close();
  }

  @Test
  void paysOnceForEqualPicturesOfManyDocuments() {
    for (int i = 0; i < 30; i++) {
      send("doc" + i + "-0", "logo");
    }

    try (VlmWorkerService _ = worker()) {
      List<TopicEvent<VisionResult>> results = results(30);

      assertThat(vlm.calls()).hasSize(1);
      assertThat(results).extracting(TopicEvent::key).doesNotHaveDuplicates();
      assertThat(results).filteredOn(result -> result.value().getReused()).hasSize(29);
      assertThat(results).allSatisfy(result -> assertThat(result.value().getText()).isNotBlank());
      assertThat(results)
          .allSatisfy(result -> assertThat(result.headers().documentId()).contains(result.key()));
    }
  }

  @Test
  void answersFromTheStoreAfterARestart() {
    send("a-0", "cat");
    try (VlmWorkerService _ = worker()) {
      results(1);
    }
    send("b-0", "cat");

    try (VlmWorkerService _ = worker()) {
      assertThat(
              results(2).stream()
                  .filter(result -> result.key().equals("b-0"))
                  .findFirst()
                  .orElseThrow()
                  .value()
                  .getReused())
          .isTrue();
    }
    assertThat(vlm.calls()).hasSize(1);
  }

  @Test
  void waitsForAnEndpointThatIsDownAndLosesNothing() {
    int pictures = 60;
    vlm.goDown();
    for (int i = 0; i < pictures; i++) {
      send("doc" + i + "-0", "picture" + i);
    }
    try (VlmWorkerService service = worker()) {
      Eventually.await(
          LIMIT, () -> assertThat(gauge("pagestream.vlm.endpoint.paused")).isEqualTo(1));
      Instant down = Instant.now();
      Eventually.await(
          LIMIT,
          () ->
              assertThat(Duration.between(down, Instant.now()))
                  .isGreaterThan(Duration.ofSeconds(5)));
      assertThat(service.notReady()).isEmpty();

      vlm.comeBack();

      List<TopicEvent<VisionResult>> results = results(pictures);
      assertThat(results).allSatisfy(result -> assertThat(result.value().getReused()).isFalse());
      assertThat(vlm.callsByPicture())
          .hasSize(pictures)
          .allSatisfy((_, calls) -> assertThat(calls).hasSize(1));
      assertThat(vlm.maxInFlight()).isLessThanOrEqualTo(TopicSizing.LOCAL.lane() * WINDOW);
      assertThat(reader.readAll(system.catalog().deadLetters(), DeadLetter.class)).isEmpty();
      assertThat(gauge("pagestream.vlm.endpoint.paused")).isZero();
    }
  }

  @Test
  void neverHasMoreCallsInFlightThanPartitionsTimesWindow() {
    for (int i = 0; i < 200; i++) {
      send("doc" + i + "-0", "picture" + i);
    }

    try (VlmWorkerService _ = worker()) {
      results(200);
    }
    assertThat(vlm.maxInFlight()).isBetween(WINDOW, TopicSizing.LOCAL.lane() * WINDOW);
  }

  @Test
  void leavesAThrottlingServerAloneAsLongAsItAsks() {
    vlm.script(Script.firstCalls(1, Fault.throttled(2)));
    send("doc-0", "cat");

    try (VlmWorkerService _ = worker()) {
      assertThat(results(1).getFirst().value().getAttempts()).isEqualTo(2);
    }

    List<VlmCall> calls = vlm.calls();
    assertThat(calls).extracting(VlmCall::status).containsExactly(429, 200);
    assertThat(Duration.between(calls.getFirst().end(), calls.getLast().start()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void makesADeadLetterOfARejectedPictureAndGoesOn() {
    String bad = Hashes.sha256(Tasks.picture("bad"));
    vlm.script(Script.picture(bad, new Fault.RejectPicture()));
    send("doc-0", "bad");
    send("doc-0", "good");

    try (VlmWorkerService _ = worker()) {
      results(1);
      TopicEvent<DeadLetter> letter = letters(1).getFirst();

      assertThat(letter.key()).isEqualTo("doc-0");
      assertThat(letter.value().getCode()).isEqualTo("PICTURE_REJECTED");
      assertThat(letter.value().getStage()).isEqualTo("vlm-worker");
      assertThat(letter.value().getMessage())
          .isEqualTo(
              "Picture 2 on page 5: the model server answered 400: cannot identify image file");
      assertThat(letter.value().getPart().getKind()).isEqualTo(PartKind.PICTURE);
      assertThat(letter.value().getPart().getPage()).isEqualTo(5);
      assertThat(letter.value().getPart().getFingerprint()).isEqualTo(Tasks.fingerprint("bad"));
      assertThat(letter.value().getRecord().getTopic())
          .isEqualTo(system.catalog().visionTasks("adhoc"));
    }
  }

  @Test
  void triesAPassingFailureAgain() {
    vlm.script(
        Script.firstCalls(1, new Fault.Reset())
            .or(Script.when(call -> call.number() == 2, new Fault.EmptyContent())));
    send("doc-0", "cat");

    try (VlmWorkerService _ = worker()) {
      assertThat(results(1).getFirst().value().getAttempts()).isEqualTo(3);
    }
  }

  @Test
  void waitsForAKeyThatIsRefusedWithoutBurningPictures() {
    vlm.script(Script.firstCalls(3, new Fault.Unauthorized()));
    send("doc-0", "cat");

    try (VlmWorkerService _ = worker()) {
      assertThat(results(1).getFirst().value().getAttempts()).isEqualTo(4);
    }
  }

  @Test
  void opensSealedHeadersOnlyForTheCall() {
    byte[] sealed =
        SecretBox.of(KEY)
            .seal("{\"Authorization\": \"Bearer s3cr3t\"}".getBytes(StandardCharsets.UTF_8));
    send(task("doc-0", "cat").setHeaders(ByteBuffer.wrap(sealed)).build(), later());

    try (VlmWorkerService _ = worker()) {
      results(1);
    }

    assertThat(vlm.calls().getFirst().headers()).containsEntry("authorization", "Bearer s3cr3t");
  }

  @Test
  void makesADeadLetterOfATaskPastItsDeadline() {
    send(task("doc-0", "cat").build(), Instant.now().minusSeconds(1));

    try (VlmWorkerService _ = worker()) {
      assertThat(letters(1).getFirst().value().getCode()).isEqualTo("DEADLINE_EXCEEDED");
    }
    assertThat(vlm.calls()).isEmpty();
  }

  @Test
  void refusesSettingsForALaneThatIsNot() {
    VlmWorkerConfig config = config(Map.of("gpu", LaneConfig.of(4)));

    assertThatThrownBy(() -> VlmWorkerService.create(config, meters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lanes.gpu");
  }

  private VlmWorkerService worker() {
    return VlmWorkerService.create(config(Map.of("adhoc", LaneConfig.of(WINDOW))), meters);
  }

  private VlmWorkerConfig config(Map<String, LaneConfig> lanes) {
    return SmallWorker.config(system, blobDirectory, Optional.of(KEY), lanes);
  }

  private void send(String documentId, String picture) {
    send(task(documentId, picture).build(), later());
  }

  private VisionTask.Builder task(String documentId, String picture) {
    return sender.task(documentId, picture, vlm.url().toString());
  }

  private void send(VisionTask task, Instant deadline) {
    sender.send(task, deadline);
    sender.flush();
  }

  private static Instant later() {
    return Instant.now().plus(Duration.ofMinutes(10));
  }

  private List<TopicEvent<VisionResult>> results(int count) {
    return reader.read(system.catalog().visionResults(), VisionResult.class, count, LIMIT);
  }

  private List<TopicEvent<DeadLetter>> letters(int count) {
    return reader.read(system.catalog().deadLetters(), DeadLetter.class, count, LIMIT);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
