package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final Caller ANYBODY = Caller.of("");
  private static final VlmReply ANSWERED =
      new VlmReply.Answered(
          "x",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO);
  private static final VlmReply REFUSED =
      new VlmReply.Unavailable(VlmReply.Reason.REFUSED, Optional.empty(), "refused");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock();

  @Test
  void letsNoMoreCallsThroughThanItsLimit() {
    Endpoint endpoint = endpoint(2, clock);
    Endpoint.Permit first = endpoint.tryEnter(ANYBODY).orElseThrow();
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
    assertThat(endpoint.tryEnter(ANYBODY)).isEmpty();

    first.close();

    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
  }

  @Test
  void growsFastAtFirstAndOncePerRoundAfterADecrease() {
    Endpoint endpoint = endpoint(4, clock);
    fullRound(endpoint, 4);
    assertThat(endpoint.limit()).isEqualTo(8);

    calls(5, endpoint, throttled(Optional.empty()));
    assertThat(endpoint.limit()).isEqualTo(4);

    fullRound(endpoint, 4);
    assertThat(endpoint.limit()).isEqualTo(5);
  }

  @Test
  void isLeftAloneAsLongAsItAsks() {
    Endpoint endpoint = endpoint(4, clock);

    call(endpoint, throttled(Optional.of(Duration.ofSeconds(3))));

    clock.advance(Duration.ofMillis(2999));
    assertThat(endpoint.tryEnter(ANYBODY)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
  }

  @Test
  void isAskedAgainAfterTenMinutesWhateverItAsks() {
    Endpoint endpoint = endpoint(4, clock);

    call(endpoint, throttled(Optional.of(Duration.ofDays(1))));

    clock.advance(Duration.ofMinutes(10));
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
  }

  @Test
  void tellsWhyItIsPausedUntilAProbeIsAnswered() {
    Endpoint endpoint = endpoint(4, clock);

    call(endpoint, REFUSED);
    assertThat(endpoint.pausedBecause()).contains("refused");
    assertThat(endpoint.tryEnter(ANYBODY)).isEmpty();

    clock.advance(EndpointGate.FIRST_PAUSE);
    Endpoint.Permit probe = endpoint.tryEnter(ANYBODY).orElseThrow();
    assertThat(probe.probe()).isTrue();
    assertThat(endpoint.tryEnter(ANYBODY)).isEmpty();
    probe.report(ANSWERED, "a");
    probe.close();
    assertThat(endpoint.pausedBecause()).isEmpty();
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
  }

  @Test
  void letsAnotherProbeThroughWhenOneWasCutShort() {
    Endpoint endpoint = endpoint(4, clock);
    call(endpoint, REFUSED);
    clock.advance(EndpointGate.FIRST_PAUSE);

    endpoint.tryEnter(ANYBODY).orElseThrow().close();

    assertThat(endpoint.tryEnter(ANYBODY).orElseThrow().probe()).isTrue();
  }

  @Test
  void countsAnswersThatAreNoUseAsALivingServer() {
    Endpoint endpoint = endpoint(4, clock);
    call(endpoint, REFUSED);
    clock.advance(EndpointGate.FIRST_PAUSE);

    call(endpoint, failed(VlmReply.Symptom.ANSWERED));

    assertThat(endpoint.pausedBecause()).isEmpty();
  }

  @Test
  void shrinksWithTimeOuts() {
    Endpoint endpoint = endpoint(10, clock);

    calls(5, endpoint, failed(VlmReply.Symptom.TIMED_OUT));

    assertThat(endpoint.limit()).isEqualTo(9);
    assertThat(endpoint.pausedBecause()).isEmpty();
  }

  @Test
  void takesAnAnswerOfNoUseForALivingServer() {
    Endpoint endpoint = endpoint(4, clock);
    call(endpoint, REFUSED);
    clock.advance(EndpointGate.FIRST_PAUSE);

    call(
        endpoint,
        new VlmReply.Unfit(
            FailureCode.MODEL_FAILED,
            "loops",
            VlmReply.Change.VARY,
            Optional.empty(),
            Optional.empty(),
            0));

    assertThat(endpoint.pausedBecause()).isEmpty();
    assertThat(endpoint.limit()).isEqualTo(4);
  }

  @Test
  void letsGoWhoGivesUpBeforeTheDeadline() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    try (Endpoint.Permit _ = endpoint.tryEnter(ANYBODY).orElseThrow();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean pressed = new AtomicBoolean();
      Future<Boolean> waiting =
          threads.submit(() ->
              endpoint.enter(ANYBODY, Instant.now().plusSeconds(60), pressed::get).isPresent());
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(1));
      pressed.set(true);

      assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(endpoint.view().waiting()).isZero();
    }
  }

  @Test
  void wakesOnlyThoseWhoseTurnItIs() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    Endpoint.Permit held = endpoint.tryEnter(ANYBODY).orElseThrow();
    AtomicInteger looks = new AtomicInteger(); // Each wake-up without a permit looks once.
    BooleanSupplier never = () -> looks.incrementAndGet() < 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        waiting.add(
            threads.submit(() -> {
              endpoint.enter(ANYBODY, Instant.now().plus(SOON), never).orElseThrow().close();
              return null;
            }));
      }
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(1000));
      held.close();
      for (Future<?> future : waiting) {
        future.get();
      }
    }
    assertThat(looks.get()).isLessThan(15_000);
  }

  @Test
  void losesNoPermitToWhoIsInterrupted() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    for (int i = 0; i < 50; i++) {
      Endpoint.Permit held = endpoint.tryEnter(ANYBODY).orElseThrow();
      Thread interrupted =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  endpoint
                      .enter(ANYBODY, Instant.now().plus(SOON))
                      .ifPresent(Endpoint.Permit::close);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(1));
      interrupted.interrupt();
      held.close();
      interrupted.join();
    }
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    assertThat(endpoint.tryEnter(ANYBODY)).isPresent();

    assertThat(endpoint.enter(ANYBODY, Instant.now().plusMillis(50))).isEmpty();
  }

  @Test
  void servesThoseWhoWaitInTheOrderTheyCame() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    Endpoint.Permit first = endpoint.tryEnter(ANYBODY).orElseThrow();
    List<Integer> order = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int number = i;
        CountDownLatch asked = new CountDownLatch(1);
        waiting.add(
            threads.submit(() -> {
              asked.countDown();
              try (Endpoint.Permit _ =
                  endpoint.enter(ANYBODY, Instant.now().plus(SOON)).orElseThrow()) {
                order.add(number);
              }
              return null;
            }));
        asked.await();
        int expected = i + 1;
        Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(expected));
      }
      first.close();
      for (Future<?> future : waiting) {
        future.get();
      }
    }
    assertThat(order).isSorted().hasSize(20);
  }

  @Test
  void lettingOneThroughDoesNotForgetTheOthersWhenTheFirstInLineGivesUp() throws Exception {
    Endpoint endpoint = endpoint(1, InstantSource.system());
    Endpoint.Permit held = endpoint.tryEnter(ANYBODY).orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> impatient =
          threads.submit(() -> endpoint.enter(ANYBODY, Instant.now().plusMillis(100)).isPresent());
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(1));
      Future<Boolean> patient =
          threads.submit(() -> endpoint.enter(ANYBODY, Instant.now().plus(SOON)).isPresent());

      assertThat(impatient.get()).isFalse();
      held.close();

      assertThat(patient.get()).isTrue();
    }
  }

  @Test
  void sendsOneProbeWhileManyWaitAndThenLetsThemAllThrough() throws Exception {
    Endpoint endpoint = endpoint(100, InstantSource.system());
    call(endpoint, REFUSED);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> probes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        probes.add(
            threads.submit(() -> {
              try (Endpoint.Permit permit =
                  endpoint.enter(ANYBODY, Instant.now().plus(SOON)).orElseThrow()) {
                permit.report(ANSWERED, "a");
                return permit.probe();
              }
            }));
      }
      int sent = 0;
      for (Future<Boolean> probe : probes) {
        sent += probe.get() ? 1 : 0;
      }
      assertThat(sent).isEqualTo(1);
    }
  }

  private static Endpoint endpoint(int limit, InstantSource clock) {
    return new Endpoint(
        "http://h/v1", EndpointSettings.of(new Replica("h", "http://h/v1"), limit, 1000), clock);
  }

  /// As many calls are answered, and the limit is in use all the time.
  private static void fullRound(Endpoint endpoint, int calls) {
    List<Endpoint.Permit> permits = new ArrayList<>();
    List<Endpoint.Permit> busy = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      permits.add(endpoint.tryEnter(ANYBODY).orElseThrow());
    }
    for (Endpoint.Permit permit : permits) {
      permit.report(ANSWERED, "a");
      busy.add(endpoint.tryEnter(ANYBODY).orElseThrow());
    }
    busy.forEach(Endpoint.Permit::close);
  }

  private static void calls(int count, Endpoint endpoint, VlmReply reply) {
    for (int i = 0; i < count; i++) {
      call(endpoint, reply);
    }
  }

  private static void call(Endpoint endpoint, VlmReply reply) {
    try (Endpoint.Permit permit = endpoint.tryEnter(ANYBODY).orElseThrow()) {
      permit.report(reply, "a");
    }
  }

  private static VlmReply throttled(Optional<Duration> retryAfter) {
    return new VlmReply.Throttled(retryAfter, "slow down");
  }

  private static VlmReply failed(VlmReply.Symptom symptom) {
    return new VlmReply.Failed(FailureCode.MODEL_FAILED, symptom, 6, Optional.empty(), "oops");
  }
}
