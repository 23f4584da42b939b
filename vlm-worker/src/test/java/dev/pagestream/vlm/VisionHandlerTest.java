package dev.pagestream.vlm;

import static dev.pagestream.vlm.ScriptedClient.ANSWERED;
import static dev.pagestream.vlm.ScriptedClient.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.BlobNames;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.VisionOutcome;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class VisionHandlerTest {
  private static final String URL = "http://h/v1";
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void describesAPicture() throws Exception {
    Worker worker = new Worker(new ScriptedClient(ANSWERED)).with("d-0", "cat");
    EventHeaders headers = headers("d-0", worker).withReplay("r-1");

    ProducerRecord<byte[], byte[]> output =
        output(handle(worker, Tasks.of("d-0", "cat", URL).build(), headers));

    assertThat(output.topic()).isEqualTo("vision.results");
    assertThat(output.key()).asString(StandardCharsets.UTF_8).isEqualTo("d-0");
    assertThat(EventHeaders.read(output.headers())).isEqualTo(headers);
    assertThat(result(worker, output))
        .isEqualTo(
            VisionResult.newBuilder()
                .setDocumentId("d-0")
                .setFingerprint(Tasks.fingerprint("cat"))
                .setPage(5)
                .setPicture(1)
                .setOutcome(VisionOutcome.DESCRIBED)
                .setAnswerKey(BlobNames.answer(Tasks.fingerprint("cat")))
                .setText("A cat.")
                .setModel("m-1")
                .setPromptTokens(10L)
                .setCompletionTokens(3L)
                .setLatencyMs(40)
                .setAttempts(1)
                .setReused(false)
                .build());
  }

  @Test
  void paysOnceForAPictureAndReusesTheStoredAnswer() throws Exception {
    ScriptedClient client = new ScriptedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    handle(worker, Tasks.of("d-0", "cat", URL).build(), headers("d-0", worker));

    VisionResult again =
        result(
            worker,
            output(handle(worker, Tasks.of("e-0", "cat", URL).build(), headers("e-0", worker))));

    assertThat(client.calls()).isEqualTo(1);
    assertThat(again.getText()).isEqualTo("A cat.");
    assertThat(again.getReused()).isTrue();
    assertThat(again.getAttempts()).isZero();
    assertThat(again.getLatencyMs()).isZero();
    assertThat(again.getPromptTokens()).isNull();
  }

  @Test
  void asksAgainWhenTheStoredAnswerIsUnreadable() throws Exception {
    ScriptedClient client = new ScriptedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    worker.blobs.put(BlobNames.answer(Tasks.fingerprint("cat")), new byte[] {'{'});

    handle(worker, Tasks.of("d-0", "cat", URL).build(), headers("d-0", worker));

    assertThat(client.calls()).isEqualTo(1);
  }

  @Test
  void leavesALongTextToTheBlob() throws Exception {
    VlmReply longText =
        new VlmReply.Answered(
            "ä".repeat(8193),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO);
    Worker worker = new Worker(new ScriptedClient(longText)).with("d-0", "cat");

    VisionResult result =
        result(
            worker,
            output(handle(worker, Tasks.of("d-0", "cat", URL).build(), headers("d-0", worker))));

    assertThat(result.getText()).isNull();
    assertThat(worker.answers.find(Tasks.fingerprint("cat")).orElseThrow().text()).hasSize(8193);
  }

  @Test
  void saysWhichPictureFailedAndWhy() throws Exception {
    Worker worker = new Worker(new ScriptedClient(REJECTED)).with("d-0", "cat");

    Outcome outcome = handle(worker, Tasks.of("d-0", "cat", URL).build(), headers("d-0", worker));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                "PICTURE_REJECTED", "Picture 2 on page 5: the model server answered 400: no", 1));
  }

  @Test
  void makesNoCallPastTheDeadline() throws Exception {
    ScriptedClient client = new ScriptedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    EventHeaders late = headers("d-0", worker).withDeadline(worker.clock.instant());

    Outcome outcome = handle(worker, Tasks.of("d-0", "cat", URL).build(), late);

    assertThat(code(outcome)).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(client.calls()).isZero();
  }

  @Test
  void answerPastTheDeadlineIsADeadLetterWhoseReplayNeedsNoCall() throws Exception {
    GatedClient client = new GatedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    VisionTask task = Tasks.of("d-0", "cat", URL).build();
    EventHeaders headers = headers("d-0", worker);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> late = threads.submit(() -> handle(worker, task, headers));
      assertThat(client.called.await(10, TimeUnit.SECONDS)).isTrue();
      worker.clock.advance(Duration.ofHours(1));
      client.open.countDown();

      assertThat(code(late.get())).isEqualTo("DEADLINE_EXCEEDED");
    }

    ProducerRecord<byte[], byte[]> replayed = output(handle(worker, task, headers("d-0", worker)));
    assertThat(result(worker, replayed).getText()).isEqualTo("A cat.");
    assertThat(client.calls.get()).isEqualTo(1);
  }

  @Test
  void failsARecordItCannotRead() throws Exception {
    Worker worker = new Worker(new ScriptedClient(ANSWERED));
    Headers headers = headers("d-0", worker).toHeaders();

    assertThat(code(worker.handler.handle(record(new byte[] {1}, headers), slot(worker))))
        .isEqualTo("RECORD_UNREADABLE");
  }

  @Test
  void failsATaskOfAPurposeItDoesNotKnow() throws Exception {
    Worker worker = new Worker(new ScriptedClient(ANSWERED));
    VisionTask task = Tasks.of("d-0", "cat", URL).setPurpose(VisionPurpose.UNKNOWN).build();

    assertThat(code(handle(worker, task, headers("d-0", worker)))).isEqualTo("RECORD_UNREADABLE");
  }

  @Test
  void saysThatSealedHeadersNeedAKey() throws Exception {
    Worker worker = new Worker(new ScriptedClient(ANSWERED));
    VisionTask task =
        Tasks.of("d-0", "cat", URL).setHeaders(ByteBuffer.wrap(new byte[] {1})).build();

    assertThat(handle(worker, task, headers("d-0", worker)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.message()).contains("secretsKey"));
  }

  @Test
  void makesOneCallForEqualPicturesInFlight() throws Exception {
    GatedClient client = new GatedClient(ANSWERED);
    Worker worker = new Worker(client);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes = startThree(threads, worker, client);
      client.open.countDown();

      List<VisionResult> results = new ArrayList<>();
      for (Future<Outcome> outcome : outcomes) {
        results.add(result(worker, output(outcome.get())));
      }

      assertThat(client.calls.get()).isEqualTo(1);
      assertThat(results).extracting(VisionResult::getText).containsOnly("A cat.");
      assertThat(results).filteredOn(VisionResult::getReused).hasSize(2);
    }
  }

  @Test
  void sharesAFailureWithThoseWhoWait() throws Exception {
    GatedClient client = new GatedClient(REJECTED);
    Worker worker = new Worker(client);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes = startThree(threads, worker, client);
      client.open.countDown();

      for (Future<Outcome> outcome : outcomes) {
        assertThat(code(outcome.get())).isEqualTo("PICTURE_REJECTED");
      }
      assertThat(client.calls.get()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheCallForThoseWhoWaitWhenItsTaskIsInterrupted() throws Exception {
    GatedClient client = new GatedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat").with("d-1", "cat");
    Thread leader = leader(worker, client);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch waiting = new CountDownLatch(1);
      ClockSlot slot = new ClockSlot(worker.clock, Duration.ZERO, waiting::countDown, () -> {});
      Future<Outcome> follower =
          threads.submit(() ->
              worker.handler.handle(
                  record(worker, Tasks.of("d-1", "cat", URL).build(), headers("d-1", worker)),
                  slot));
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      Eventually.await(
          SOON, () -> assertThat(worker.questions.awaited(Tasks.fingerprint("cat"))).isTrue());

      leader.interrupt();
      client.open.countDown();
      leader.join();

      assertThat(result(worker, output(follower.get())).getReused()).isTrue();
      assertThat(client.calls.get()).isEqualTo(1);
      assertThat(worker.answers.find(Tasks.fingerprint("cat"))).isPresent();
    }
  }

  @Test
  void cutsTheCallWhenItsTaskIsInterruptedAndNobodyWaits() throws Exception {
    GatedClient client = new GatedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    Thread leader = leader(worker, client);

    leader.interrupt();
    leader.join();

    assertThat(client.cut.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.answers.find(Tasks.fingerprint("cat"))).isEmpty();
  }

  /// A task whose call is on the wire.
  private static Thread leader(Worker worker, GatedClient client) throws InterruptedException {
    Thread leader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                handle(worker, Tasks.of("d-0", "cat", URL).build(), headers("d-0", worker));
              } catch (Exception _) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(client.called.await(10, TimeUnit.SECONDS)).isTrue();
    return leader;
  }

  /// Starts one task, and once its call is on the wire two more of the same fingerprint.
  private static List<Future<Outcome>> startThree(
      ExecutorService threads, Worker worker, GatedClient client) throws InterruptedException {
    List<Future<Outcome>> outcomes = new ArrayList<>();
    CountDownLatch waiting = new CountDownLatch(2);
    for (String document : List.of("d-0", "d-1", "d-2")) {
      worker.with(document, "cat");
      VisionTask task = Tasks.of(document, "cat", URL).build();
      ClockSlot slot = new ClockSlot(worker.clock, Duration.ZERO, waiting::countDown, () -> {});
      outcomes.add(
          threads.submit(
              () -> worker.handler.handle(record(worker, task, headers(document, worker)), slot)));
      assertThat(client.called.await(10, TimeUnit.SECONDS)).isTrue();
    }
    Eventually.await(SOON, () -> assertThat(waiting.getCount()).isZero());
    return outcomes;
  }

  /// Answers when told.
  private static final class GatedClient implements VlmClient {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final VlmReply reply;

    GatedClient(VlmReply reply) {
      this.reply = reply;
    }

    @Override
    public VlmReply call(VlmRequest request) throws InterruptedException {
      calls.incrementAndGet();
      called.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        cut.countDown();
        throw e;
      }
      return reply;
    }
  }

  private static Outcome handle(Worker worker, VisionTask task, EventHeaders headers)
      throws Exception {
    return worker.handler.handle(record(worker, task, headers), slot(worker));
  }

  private static ClockSlot slot(Worker worker) {
    return new ClockSlot(worker.clock, Duration.ZERO);
  }

  private static EventHeaders headers(String documentId, Worker worker) {
    Instant deadline = worker.clock.instant().plus(Duration.ofHours(1));
    return EventHeaders.of(documentId, "default", "default").withDeadline(deadline);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Worker worker, VisionTask task, EventHeaders headers) {
    return record(worker.codec.encode("vision.tasks.adhoc", task), headers.toHeaders());
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "vision.tasks.adhoc",
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }

  private static ProducerRecord<byte[], byte[]> output(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outputs().getFirst();
  }

  private static VisionResult result(Worker worker, ProducerRecord<byte[], byte[]> output) {
    return worker.codec.decode(output.topic(), output.value(), VisionResult.class);
  }

  private static String code(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.code() : outcome.toString();
  }
}
