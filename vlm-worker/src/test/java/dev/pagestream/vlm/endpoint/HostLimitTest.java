package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.resilience.RetryBudget;
import dev.pagestream.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// G6: a host named by requests has no more calls than the operator allows, whatever models and
/// keys the requests bring.
class HostLimitTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MAX = 4;

  private final HostLimits hosts = new HostLimits();

  @Test
  void holdsOverEndpointsThatDifferInModelOrKey() {
    Endpoint one = endpoint("http://h:8000/v1", "one");
    Endpoint two = endpoint("http://h:8000/other/v1", "two");
    Endpoint elsewhere = endpoint("http://h:9000/v1", "three");
    List<Endpoint.Permit> permits = new ArrayList<>();
    for (int call = 0; call < MAX - 1; call++) {
      permits.add(one.tryEnter(Caller.of("")).orElseThrow());
    }
    permits.add(two.tryEnter(Caller.of("")).orElseThrow());

    assertThat(one.tryEnter(Caller.of(""))).isEmpty();
    assertThat(two.tryEnter(Caller.of(""))).isEmpty();
    assertThat(elsewhere.tryEnter(Caller.of(""))).isPresent();

    permits.forEach(Endpoint.Permit::close);
    assertThat(one.tryEnter(Caller.of(""))).isPresent();
  }

  /// Without their turn those with few callers would wait for all others.
  @Test
  void givesEachEndpointItsTurn() throws Exception {
    Endpoint busy = endpoint("http://h/v1", "busy");
    Endpoint quiet = endpoint("http://h/v1", "quiet");
    List<Endpoint.Permit> held = new ArrayList<>();
    for (int call = 0; call < MAX; call++) {
      held.add(busy.tryEnter(Caller.of("")).orElseThrow());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch end = new CountDownLatch(1);
      AtomicInteger ofBusy = waiting(threads, busy, 50, end);
      Eventually.await(SOON, () -> assertThat(busy.view().waiting()).isEqualTo(50));
      AtomicInteger ofQuiet = waiting(threads, quiet, 2, end);
      Eventually.await(SOON, () -> assertThat(quiet.view().waiting()).isEqualTo(2));

      held.forEach(Endpoint.Permit::close);

      Eventually.await(SOON, () -> assertThat(ofQuiet).hasValue(2));
      Eventually.await(SOON, () -> assertThat(ofBusy).hasValue(2));
      assertThat(inFlight(busy) + inFlight(quiet)).isEqualTo(MAX);
      end.countDown();
      Eventually.await(SOON, () -> assertThat(ofBusy).hasValue(50));
      Eventually.await(SOON, () -> assertThat(inFlight(busy) + inFlight(quiet)).isZero());
    }
  }

  @Test
  void knowsAHostInAnyWriting() {
    HostLimit limit = hosts.of("http://h:8000/v1");

    assertThat(hosts.of("https://user:secret@H.:8000/v2?a=b")).isSameAs(limit);
    assertThat(hosts.of("http://h/v1")).isNotSameAs(limit).isSameAs(hosts.of("http://h:80/v1"));
    assertThat(hosts.of("no address")).isNotNull();
  }

  private static int inFlight(Endpoint endpoint) {
    return endpoint.view().replicas().getFirst().inFlight();
  }

  /// @return how many have got their permit; they keep it until the end
  private static AtomicInteger waiting(
      ExecutorService threads, Endpoint endpoint, int count, CountDownLatch end) {
    AtomicInteger entered = new AtomicInteger();
    for (int i = 0; i < count; i++) {
      Future<?> _ =
          threads.submit(() -> {
            try (Endpoint.Permit _ =
                endpoint.enter(Caller.of(""), Instant.now().plus(SOON)).orElseThrow()) {
              entered.incrementAndGet();
              end.await();
            }
            return null;
          });
    }
    return entered;
  }

  private Endpoint endpoint(String url, String name) {
    return new Endpoint(
        name,
        new EndpointSettings(
            List.of(new Replica(name, url)),
            64,
            64,
            MAX,
            Optional.of(hosts.of(url)),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            () -> 1,
            RetryBudget.Rule.DEFAULTS),
        InstantSource.system());
  }
}
