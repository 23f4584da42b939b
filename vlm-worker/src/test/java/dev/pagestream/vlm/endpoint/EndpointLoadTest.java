package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.resilience.RetryBudget;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.client.VlmReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Replicas, groups, rates and retries of one endpoint.
class EndpointLoadTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final VlmReply DOWN =
      new VlmReply.Unavailable(VlmReply.Reason.UNAUTHORISED, Optional.empty(), "wrong key");

  private final ManualClock clock = new ManualClock();
  private double share = 1;

  @Test
  void keepsCallsOfOneKeyTogether() {
    Endpoint endpoint = replicas("a", "b", "c");
    Set<String> used = new HashSet<>();
    for (int call = 0; call < 20; call++) {
      try (Endpoint.Permit permit = endpoint.tryEnter(Caller.of("crop")).orElseThrow()) {
        used.add(permit.replica().url());
        permit.report(answered(1, 1), "crop");
      }
    }
    assertThat(used).hasSize(1);
  }

  @Test
  void spreadsOneKeyWhenItIsAllThereIs() {
    Endpoint endpoint = replicas("a", "b");
    List<String> used = new ArrayList<>();
    for (int call = 0; call < 16; call++) {
      used.add(endpoint.tryEnter(Caller.of("crop")).orElseThrow().replica().name());
    }
    assertThat(used.stream().filter("a"::equals).count()).isBetween(6L, 10L);
  }

  @Test
  void pausesOnlyTheReplicaThatIsDown() {
    Endpoint endpoint = replicas("a", "b");
    String down = fail(endpoint, "crop");

    assertThat(endpoint.pausedBecause()).isEmpty();
    for (int call = 0; call < 8; call++) {
      assertThat(endpoint.tryEnter(Caller.of("crop")).orElseThrow().replica().name())
          .isNotEqualTo(down);
    }
    assertThat(endpoint.view().replicas())
        .filteredOn(replica -> replica.name().equals(down))
        .allSatisfy(replica -> assertThat(replica.pausedBecause()).contains("wrong key"));
  }

  @Test
  void isPausedWhenAllItsReplicasAre() {
    Endpoint endpoint = replicas("a", "b");
    fail(endpoint, "crop");
    fail(endpoint, "crop");

    assertThat(endpoint.pausedBecause()).contains("wrong key");
    assertThat(endpoint.tryEnter(Caller.of("crop"))).isEmpty();
    clock.advance(EndpointGate.FIRST_PAUSE);
    assertThat(endpoint.tryEnter(Caller.of("crop")).orElseThrow().probe()).isTrue();
  }

  @Test
  void hasRoomForTheNextAsSoonAsItKnowsWhatCameOfACall() {
    Endpoint endpoint = endpoint(clock, 1, "a");
    Optional<Endpoint.Permit> next;
    try (Endpoint.Permit permit = endpoint.tryEnter(Caller.of("crop")).orElseThrow()) {
      assertThat(endpoint.tryEnter(Caller.of("crop"))).isEmpty();

      permit.report(throttled(), "crop");

      next = endpoint.tryEnter(Caller.of("crop"));
    }
    assertThat(next).isPresent();
    assertThat(endpoint.view().replicas().getFirst().inFlight()).isEqualTo(1);
  }

  @Test
  void learnsTheLimitOfEachReplica() {
    Endpoint endpoint = replicas("a", "b");
    for (int i = 0; i < 5; i++) {
      try (Endpoint.Permit permit = endpoint.tryEnter(Caller.of("crop")).orElseThrow()) {
        permit.report(throttled(), "crop");
      }
    }
    assertThat(endpoint.view().replicas())
        .extracting(EndpointView.ReplicaView::limit)
        .containsExactlyInAnyOrder(4, 8);
    assertThat(endpoint.limit()).isEqualTo(12);
  }

  @Test
  void holdsAGroupToItsOwnLimitAndLetsOthersPass() {
    Endpoint endpoint = replicas("a");
    Endpoint.Permit first = endpoint.tryEnter(group("one", 2)).orElseThrow();
    assertThat(endpoint.tryEnter(group("one", 2))).isPresent();

    assertThat(endpoint.tryEnter(group("one", 2))).isEmpty();
    assertThat(endpoint.tryEnter(group("two", 2))).isPresent();
    first.close();
    assertThat(endpoint.tryEnter(group("one", 2))).isPresent();
  }

  @Test
  void letsOthersPassThoseInTheQueueWhoseGroupIsFull() throws Exception {
    Endpoint endpoint = endpoint(InstantSource.system(), 3, "a");
    Endpoint.Permit held = endpoint.tryEnter(group("one", 1)).orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> same = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        same.add(threads.submit(() -> passes(endpoint, group("one", 1))));
      }
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(100));

      assertThat(threads.submit(() -> passes(endpoint, Caller.of(""))).get()).isTrue();
      assertThat(endpoint.tryEnter(group("two", 1))).isPresent();

      assertThat(endpoint.view().waiting()).isEqualTo(100);
      held.close();
      for (Future<Boolean> one : same) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void givesAWindowNoMorePermitsThanItHasSlotsHoweverLongItsCallsHaveWaited() throws Exception {
    Endpoint endpoint = endpoint(InstantSource.system(), 4, "a");
    List<Endpoint.Permit> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(endpoint.tryEnter(Caller.of("")).orElseThrow());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch end = new CountDownLatch(1);
      AtomicInteger crowded = waiting(threads, endpoint, window("one", 2), 50, end);
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(50));
      AtomicInteger late = waiting(threads, endpoint, window("two", 2), 2, end);
      Eventually.await(SOON, () -> assertThat(endpoint.view().waiting()).isEqualTo(52));

      held.forEach(Endpoint.Permit::close);

      Eventually.await(SOON, () -> assertThat(late).hasValue(2));
      assertThat(crowded).hasValue(2);
      assertThat(endpoint.view().waiting()).isEqualTo(48);
      end.countDown();
      Eventually.await(SOON, () -> assertThat(crowded).hasValue(50));
    }
  }

  /// @return how many have got their permit; they keep it until the end
  private static AtomicInteger waiting(
      ExecutorService threads, Endpoint endpoint, Caller caller, int count, CountDownLatch end) {
    AtomicInteger entered = new AtomicInteger();
    for (int i = 0; i < count; i++) {
      Future<?> _ =
          threads.submit(() -> {
            try (Endpoint.Permit _ =
                endpoint.enter(caller, Instant.now().plus(SOON)).orElseThrow()) {
              entered.incrementAndGet();
              end.await();
            }
            return null;
          });
    }
    return entered;
  }

  @Test
  void dividesLimitsForAllByItsShare() {
    Endpoint endpoint = endpoint(clock, 6, "a");
    share = 0.5;
    for (int call = 0; call < 3; call++) {
      assertThat(endpoint.tryEnter(group("one", 6))).isPresent();
    }
    assertThat(endpoint.tryEnter(Caller.of(""))).isEmpty();

    share = 0.75;
    assertThat(endpoint.tryEnter(group("one", 4))).isEmpty();
    assertThat(endpoint.tryEnter(group("one", 6))).isPresent();
  }

  @Test
  void keepsToItsPartOfTheRequestsPerMinute() {
    share = 0.5;
    Endpoint endpoint = rated(OptionalDouble.of(240), OptionalDouble.empty());
    int calls = 0;
    for (int step = 0; step < 600; step++) {
      calls += passes(endpoint, 0, 0) ? 1 : 0;
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(calls).isBetween(119, 123);
    assertThat(endpoint.view().rateWait()).isLessThan(Duration.ofMillis(600));
  }

  @Test
  void reservesTokensAndSettlesWhatWasUsed() {
    Endpoint endpoint = rated(OptionalDouble.empty(), OptionalDouble.of(60_000));
    assertThat(passes(endpoint, 1000, 1000)).isTrue();
    assertThat(passes(endpoint, 500, 0)).isFalse();

    clock.advance(Duration.ofMillis(500));
    assertThat(passes(endpoint, 500, 100)).isTrue();
    assertThat(passes(endpoint, 400, 2400)).isTrue();
    clock.advance(Duration.ofMillis(1999));
    assertThat(passes(endpoint, 1, 1)).isFalse();
    clock.advance(Duration.ofMillis(2));
    assertThat(passes(endpoint, 1, 1)).isTrue();
  }

  @Test
  void givesReservedTokensBackWhenNothingWasAnswered() {
    Endpoint endpoint = rated(OptionalDouble.empty(), OptionalDouble.of(60_000));
    try (Endpoint.Permit permit = endpoint.tryEnter(tokens(1000)).orElseThrow()) {
      permit.report(
          new VlmReply.Unavailable(VlmReply.Reason.LOADING, Optional.empty(), "loading"), "a");
    }
    clock.advance(EndpointGate.FIRST_PAUSE);

    assertThat(passes(endpoint, 1000, 0)).isTrue();
  }

  @Test
  void wakesWhoWaitsForARate() throws Exception {
    Endpoint endpoint =
        new Endpoint(
            "h",
            settings(8, OptionalDouble.of(60 * 20), OptionalDouble.empty(), () -> 1, "a"),
            InstantSource.system());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<Future<Boolean>> calls =
          IntStream.range(0, 40)
              .mapToObj(_ -> threads.submit(() -> passes(endpoint, Caller.of(""))))
              .toList();
      for (Future<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(elapsed).isBetween(Duration.ofMillis(900), SOON);
    }
  }

  @Test
  void letsRetriesWaitWhenThereWereTooManyAndFirstCallsPass() {
    Endpoint endpoint = replicas("a");
    Caller retry = Caller.of("").asRetry(true);
    for (int i = 0; i < 10; i++) {
      endpoint.tryEnter(retry).orElseThrow().close();
    }
    assertThat(endpoint.tryEnter(retry)).isEmpty();
    endpoint.tryEnter(Caller.of("")).orElseThrow().close();

    clock.advance(Duration.ofSeconds(1));
    assertThat(endpoint.tryEnter(retry)).isPresent();
  }

  @Test
  void namesTheSettingThatMakesNoSense() {
    assertThatThrownBy(() -> replicas("a", "a")).hasMessage("replicas has a twice");
    assertThatThrownBy(EndpointLoadTest.this::replicas).hasMessage("replicas is empty");
    assertThatThrownBy(() -> rated(OptionalDouble.of(0), OptionalDouble.empty()))
        .hasMessage("requestsPerMinute is 0.0, must be positive");
  }

  @Test
  void showsNoAddressThatMayCarryAKey() {
    assertThat(new Replica("a", "http://h/v1?key=secret").toString()).doesNotContain("secret");
  }

  /// @return the replica that was called
  private static String fail(Endpoint endpoint, String key) {
    try (Endpoint.Permit permit = endpoint.tryEnter(Caller.of(key)).orElseThrow()) {
      permit.report(DOWN, key);
      return permit.replica().name();
    }
  }

  private static boolean passes(Endpoint endpoint, Caller caller) throws InterruptedException {
    Optional<Endpoint.Permit> permit = endpoint.enter(caller, Instant.now().plus(SOON));
    permit.ifPresent(Endpoint.Permit::close);
    return permit.isPresent();
  }

  private static boolean passes(Endpoint endpoint, long reserved, long used) {
    Optional<Endpoint.Permit> permit = endpoint.tryEnter(tokens(reserved));
    permit.ifPresent(held -> {
      held.report(answered(0, used), "a");
      held.close();
    });
    return permit.isPresent();
  }

  private static Caller tokens(long tokens) {
    return new Caller("", "", 0, "", 0, tokens, false);
  }

  private static Caller group(String task, int limit) {
    return new Caller("", task, limit, "", 0, 0, false);
  }

  private static Caller window(String name, int slots) {
    return new Caller("", "", 0, name, slots, 0, false);
  }

  private Endpoint replicas(String... names) {
    return endpoint(clock, Integer.MAX_VALUE, names);
  }

  private Endpoint endpoint(InstantSource source, int maxInFlight, String... names) {
    return new Endpoint(
        "h",
        settings(maxInFlight, OptionalDouble.empty(), OptionalDouble.empty(), () -> share, names),
        source);
  }

  private Endpoint rated(OptionalDouble requests, OptionalDouble tokens) {
    return new Endpoint("h", settings(64, requests, tokens, () -> share, "a"), clock);
  }

  private static EndpointSettings settings(
      int maxInFlight,
      OptionalDouble requests,
      OptionalDouble tokens,
      DoubleSupplier share,
      String... names) {
    List<Replica> replicas =
        Stream.of(names).map(name -> new Replica(name, "http://" + name + "/v1")).toList();
    return new EndpointSettings(
        replicas,
        8,
        1000,
        maxInFlight,
        Optional.empty(),
        requests,
        tokens,
        share,
        RetryBudget.Rule.DEFAULTS);
  }

  private static VlmReply answered(long prompt, long completion) {
    return new VlmReply.Answered(
        "x",
        Optional.empty(),
        Optional.empty(),
        Optional.of(prompt),
        Optional.of(completion),
        Duration.ZERO);
  }

  private static VlmReply throttled() {
    return new VlmReply.Throttled(Optional.empty(), "slow down");
  }
}
