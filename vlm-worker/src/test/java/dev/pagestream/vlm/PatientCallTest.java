package dev.pagestream.vlm;

import static dev.pagestream.vlm.ScriptedClient.ANSWERED;
import static dev.pagestream.vlm.ScriptedClient.REFUSED;
import static dev.pagestream.vlm.ScriptedClient.REJECTED;
import static dev.pagestream.vlm.ScriptedClient.THROTTLED;
import static dev.pagestream.vlm.ScriptedClient.failed;
import static dev.pagestream.vlm.ScriptedClient.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.Answer;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.endpoint.Caller;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.lane.Destination;
import dev.pagestream.vlm.task.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PatientCallTest {
  private static final Duration STEP = Duration.ofSeconds(11);

  @Test
  void storesTheAnswerBeforeItReturns() throws Exception {
    Worker worker = worker(ANSWERED);

    Settled settled = settle(worker);

    Answer answer = worker.answers.find(Tasks.fingerprint("cat")).orElseThrow();
    assertThat(settled).isEqualTo(new Settled.Described(answer, 1));
    assertThat(answer.text()).isEqualTo("A cat.");
    assertThat(answer.model()).isEqualTo("m-1");
    assertThat(answer.url()).isEqualTo("http://h/v1");
    assertThat(answer.latencyMs()).isEqualTo(40);
    assertThat(answer.attempts()).isEqualTo(1);
  }

  @Test
  void triesAFailedCallAgainUntilNoAttemptIsLeft() throws Exception {
    ScriptedClient client =
        new ScriptedClient(failed(FailureCode.MODEL_TIMEOUT, Symptom.TIMED_OUT, 99));
    Worker worker = new Worker(client).with("d-0", "cat");
    ClockSlot slot = slot(worker);

    Settled settled = settle(worker, slot, later(worker));

    assertThat(settled)
        .isInstanceOfSatisfying(
            Settled.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(FailureCode.MODEL_TIMEOUT);
              assertThat(failed.calls()).isEqualTo(Worker.MAX_ATTEMPTS);
            });
    assertThat(client.calls()).isEqualTo(Worker.MAX_ATTEMPTS);
    assertThat(slot.parks()).hasSize(Worker.MAX_ATTEMPTS - 1);
    assertThat(slot.parks().getFirst()).isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void neverStoresAFailure() throws Exception {
    Worker worker = worker(REJECTED);

    settle(worker);

    assertThat(worker.answers.find(Tasks.fingerprint("cat"))).isEmpty();
  }

  @Test
  void triesNoMoreOftenThanTheFailureIsWorth() throws Exception {
    ScriptedClient client =
        new ScriptedClient(failed(FailureCode.MODEL_FAILED, Symptom.ANSWERED, 2));

    settle(new Worker(client).with("d-0", "cat"));

    assertThat(client.calls()).isEqualTo(2);
  }

  @Test
  void takesACallThatTimedOutForNoSignOfABugThatThePictureHits() throws Exception {
    VlmReply slow = failed(FailureCode.MODEL_TIMEOUT, Symptom.TIMED_OUT, Integer.MAX_VALUE);
    VlmReply broken = failed(FailureCode.MODEL_FAILED, Symptom.ANSWERED, 2);

    assertThat(settle(worker(slow, broken, ANSWERED))).isInstanceOf(Settled.Described.class);
  }

  @Test
  void givesUpAtOnceOnARejectedPicture() throws Exception {
    ScriptedClient client = new ScriptedClient(REJECTED);

    Settled settled = settle(new Worker(client).with("d-0", "cat"));

    assertThat(client.calls()).isEqualTo(1);
    assertThat(settled)
        .isInstanceOfSatisfying(
            Settled.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.PICTURE_REJECTED));
  }

  @Test
  void burnsNoAttemptWhileTheServerIsBusy() throws Exception {
    assertThat(settle(worker(times(30, THROTTLED, ANSWERED))))
        .isInstanceOf(Settled.Described.class);
  }

  @Test
  void burnsNoAttemptWhileTheServerIsDown() throws Exception {
    assertThat(settle(worker(times(30, REFUSED, ANSWERED)))).isInstanceOf(Settled.Described.class);
  }

  @Test
  void burnsNoAttemptWithAProbeThatLosesItsConnection() throws Exception {
    VlmReply lost = failed(FailureCode.MODEL_FAILED, Symptom.LOST, 99);
    VlmReply[] replies = times(31, lost, ANSWERED);
    replies[0] = REFUSED;

    assertThat(settle(worker(replies))).isInstanceOf(Settled.Described.class);
  }

  @Test
  void saysWhatItWaitedForWhenTheDeadlinePasses() throws Exception {
    Worker worker = worker(REFUSED);

    Settled settled =
        settle(worker, slot(worker), worker.clock.instant().plus(Duration.ofMinutes(1)));

    assertThat(settled)
        .isInstanceOfSatisfying(
            Settled.FailedAlone.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
              assertThat(failed.message())
                  .contains("http://h/v1")
                  .contains("refused the connection");
            });
  }

  @Test
  void waitsOnlyUpToTheDeadline() throws Exception {
    Worker worker = worker(THROTTLED);
    Instant deadline = worker.clock.instant().plus(Duration.ofMinutes(1));

    settle(worker, slot(worker), deadline);

    assertThat(worker.clock.instant()).isEqualTo(deadline);
  }

  @Test
  void takesAnAnswerThatWasStoredWhileItWaited() throws Exception {
    ScriptedClient client = new ScriptedClient(REFUSED, ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    Answer elsewhere =
        new Answer(
            Tasks.fingerprint("cat"),
            "From elsewhere.",
            "m",
            "u",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            Instant.EPOCH);
    CallSlot slot =
        new ClockSlot(
            worker.clock,
            STEP,
            () -> worker.blobs.put(BlobNames.answer(elsewhere.fingerprint()), elsewhere.toJson()),
            () -> {});

    Settled settled = settle(worker, slot, later(worker));

    assertThat(settled).isEqualTo(new Settled.Described(elsewhere, 0));
    assertThat(client.calls()).isEqualTo(1);
  }

  @Test
  void waitsForAStoreThatIsAwayInsteadOfPayingAgain() throws Exception {
    ScriptedClient client = new ScriptedClient(ANSWERED);
    AtomicReference<Worker> ofCall = new AtomicReference<>();
    Worker worker =
        new Worker(
                request -> {
                  ofCall.get().blobs.failNext(5);
                  return client.call(request);
                })
            .with("d-0", "cat");
    ofCall.set(worker);
    ClockSlot slot = slot(worker);

    Settled settled = worker.call(task(), later(worker), slot);

    assertThat(settled).isInstanceOf(Settled.Described.class);
    assertThat(client.calls()).isEqualTo(1);
    assertThat(slot.parks()).as("a parked call is cut short, its answer lost").isEmpty();
  }

  @Test
  void tellsTheStageThatTheStoreIsAwayBeforeItCalls() {
    ScriptedClient client = new ScriptedClient(ANSWERED);
    Worker worker = new Worker(client).with("d-0", "cat");
    worker.blobs.failNext(1);

    assertThatThrownBy(() -> settle(worker)).isInstanceOf(DependencyUnavailableException.class);
    assertThat(client.calls()).isZero();
  }

  @Test
  void failsOnlyItselfWhenItsCropIsGone() throws Exception {
    assertThat(settle(new Worker(new ScriptedClient(ANSWERED))))
        .isInstanceOf(Settled.FailedAlone.class);
  }

  @Test
  void givesThePermitBackWhenItIsInterruptedOnItsWayOutOfTheQueue() throws Exception {
    Worker worker = worker(ANSWERED);
    CallSlot interrupted =
        new ClockSlot(
            worker.clock,
            STEP,
            () -> {},
            () -> {
              throw new InterruptedException("the partition leaves");
            });
    Work work = worker.work(task(), later(worker));
    try (Destination destination = worker.models.lanes().open(work, work.questions().getFirst())) {
      Endpoint endpoint = destination.endpoint();
      try (Endpoint.Permit permit = endpoint.tryEnter(Caller.of("x")).orElseThrow()) {
        permit.report(REFUSED, "another");
      }

      assertThatThrownBy(() -> settle(worker, interrupted, later(worker)))
          .isInstanceOf(InterruptedException.class);

      assertThat(endpoint.tryEnter(Caller.of("x")).orElseThrow().probe()).isTrue();
    }
  }

  private static Settled settle(Worker worker) throws Exception {
    return settle(worker, slot(worker), later(worker));
  }

  private static Settled settle(Worker worker, CallSlot slot, Instant deadline) throws Exception {
    return worker.call(task(), deadline, slot);
  }

  private static VisionTask task() {
    return Tasks.of("d-0", "cat", "http://h/v1").build();
  }

  private static Worker worker(VlmReply... replies) {
    return new Worker(new ScriptedClient(replies)).with("d-0", "cat");
  }

  private static Instant later(Worker worker) {
    return worker.clock.instant().plus(Duration.ofHours(12));
  }

  private static ClockSlot slot(Worker worker) {
    return new ClockSlot(worker.clock, STEP);
  }
}
