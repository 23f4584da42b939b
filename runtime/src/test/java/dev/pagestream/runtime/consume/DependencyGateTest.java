package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.consume.DependencyGate.Pass;
import dev.pagestream.runtime.resilience.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DependencyGateTest {
  private final AtomicLong nanos = new AtomicLong();
  private final DependencyGate gate =
      new DependencyGate(
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4)), nanos::get, () -> -1L);

  @Test
  void letsEverythingThroughUntilSomethingIsAway() {
    assertThat(gate.tryStart()).contains(Pass.FREE);
    assertThat(gate.waitingFor()).isEmpty();

    assertThat(gate.failed("registry", Pass.FREE)).isTrue();

    assertThat(gate.waitingFor()).contains("registry");
    assertThat(gate.tryStart()).isEmpty();
  }

  @Test
  void letsOneProbeThroughWhenTheBackoffIsOver() {
    gate.failed("registry", Pass.FREE);

    advance(Duration.ofSeconds(1));

    assertThat(gate.tryStart()).contains(Pass.PROBE);
    assertThat(gate.tryStart()).isEmpty();
  }

  @Test
  void probeThatFailsMakesTheBackoffLonger() {
    gate.failed("registry", Pass.FREE);
    advance(Duration.ofSeconds(1));
    gate.tryStart();

    gate.failed("registry", Pass.PROBE);

    advance(Duration.ofMillis(1_900));
    assertThat(gate.tryStart()).isEmpty();
    advance(Duration.ofMillis(100));
    assertThat(gate.tryStart()).contains(Pass.PROBE);
  }

  @Test
  void callsThatWereUnderWayDoNotMakeTheBackoffLonger() {
    gate.failed("registry", Pass.FREE);
    assertThat(gate.failed("registry", Pass.FREE)).isFalse();
    assertThat(gate.failed("registry", Pass.FREE)).isFalse();

    advance(Duration.ofSeconds(1));

    assertThat(gate.tryStart()).contains(Pass.PROBE);
  }

  @Test
  void onlyAProbeThatComesThroughOpensTheGate() {
    gate.failed("registry", Pass.FREE);

    assertThat(gate.passed(Pass.FREE)).isFalse();
    assertThat(gate.waitingFor()).contains("registry");
    assertThat(gate.passed(Pass.PROBE)).isTrue();
    assertThat(gate.waitingFor()).isEmpty();
    assertThat(gate.tryStart()).contains(Pass.FREE);
  }

  @Test
  void probeThatNeverComesBackIsFollowedByAnother() {
    gate.failed("registry", Pass.FREE);
    advance(Duration.ofSeconds(1));
    gate.tryStart();

    advance(Duration.ofSeconds(2));

    assertThat(gate.tryStart()).contains(Pass.PROBE);
  }

  @Test
  void thoseWhoWaitGoOnWhenTheGateOpensAndProbeBeforeNewCalls() throws Exception {
    gate.failed("registry", Pass.FREE);
    CountDownLatch through = new CountDownLatch(3);
    for (int waiter = 0; waiter < 3; waiter++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              gate.await();
              through.countDown();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    Waiting.until(() -> gate.waiting() == 3);
    assertThat(gate.tryStart()).isEmpty();

    gate.passed(Pass.PROBE);

    assertThat(through.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
