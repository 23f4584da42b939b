package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.endpoint.EndpointGate.Passage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndpointGateTest {
  private final ManualClock clock = new ManualClock();
  private final EndpointGate gate = new EndpointGate();

  @Test
  void isOpenAtFirst() {
    assertThat(enter()).isEqualTo(Passage.FREE);
    assertThat(gate.reason()).isEmpty();
  }

  @Test
  void letsExactlyOneProbeThroughAfterThePause() {
    down(false);

    assertThat(enter()).isEqualTo(Passage.CLOSED);
    clock.advance(EndpointGate.FIRST_PAUSE.minusNanos(1));
    assertThat(enter()).isEqualTo(Passage.CLOSED);
    clock.advance(Duration.ofNanos(1));
    assertThat(enter()).isEqualTo(Passage.PROBE);
    assertThat(enter()).isEqualTo(Passage.CLOSED);
  }

  @Test
  void opensForAllWhenTheProbeIsAnswered() {
    down(false);
    probe();

    gate.alive();

    assertThat(enter()).isEqualTo(Passage.FREE);
    assertThat(enter()).isEqualTo(Passage.FREE);
  }

  @Test
  void doublesThePauseWithEachFailedProbeUpToTenSeconds() {
    down(false);
    for (long millis : new long[] {1000, 2000, 4000, 8000, 10_000, 10_000}) {
      probe();
      down(true);
      assertThat(Duration.between(clock.instant(), gate.opensAt()))
          .isEqualTo(Duration.ofMillis(millis));
    }
  }

  @Test
  void beginsWithAShortPauseAgainAfterItWasOpen() {
    down(false);
    probe();
    down(true);
    probe();
    gate.alive();

    down(false);

    assertThat(Duration.between(clock.instant(), gate.opensAt()))
        .isEqualTo(EndpointGate.FIRST_PAUSE);
  }

  @Test
  void isNotPausedLongerByCallsThatWereUnderWay() {
    down(false);
    down(false);
    down(false);

    assertThat(Duration.between(clock.instant(), gate.opensAt()))
        .isEqualTo(EndpointGate.FIRST_PAUSE);
  }

  @Test
  void pausesAtLeastAsLongAsTheServerAsked() {
    gate.down(clock.instant(), Duration.ofSeconds(30), "loading", false);

    assertThat(Duration.between(clock.instant(), gate.opensAt())).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void letsAnotherProbeThroughWhenOneWasCutShort() {
    down(false);
    probe();

    gate.probeEnded();

    assertThat(enter()).isEqualTo(Passage.PROBE);
  }

  @Test
  void takesLostConnectionsOfSeveralCallersForAnOutage() {
    lost("a");
    lost("b");
    assertThat(enter()).isEqualTo(Passage.FREE);

    lost("c");

    assertThat(enter()).isEqualTo(Passage.CLOSED);
    assertThat(gate.reason()).contains("lost");
  }

  @Test
  void isNotPausedByOnePictureThatKillsTheServerAgainAndAgain() {
    for (int i = 0; i < 10; i++) {
      lost("poison");
    }

    assertThat(enter()).isEqualTo(Passage.FREE);
  }

  @Test
  void forgetsLostConnectionsWhenACallIsAnswered() {
    lost("a");
    lost("b");
    gate.alive();
    lost("c");

    assertThat(enter()).isEqualTo(Passage.FREE);
  }

  @Test
  void staysPausedWhenTheProbeIsLost() {
    down(false);
    probe();

    gate.lost(clock.instant(), "a", "lost", true);

    assertThat(Duration.between(clock.instant(), gate.opensAt())).isEqualTo(Duration.ofSeconds(1));
  }

  private Passage enter() {
    return gate.enter(clock.instant());
  }

  private void down(boolean probe) {
    gate.down(clock.instant(), Duration.ZERO, "refused", probe);
  }

  private void lost(String caller) {
    gate.lost(clock.instant(), caller, "lost", false);
  }

  private void probe() {
    clock.set(gate.opensAt());
    assertThat(enter()).isEqualTo(Passage.PROBE);
  }
}
