package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AimdLimitTest {
  @Test
  void growsByOneWhenHalfOfItIsInUse() {
    assertThat(AimdLimit.of(10, 64).succeeded(5).limit()).isEqualTo(11);
    assertThat(AimdLimit.of(9, 64).succeeded(5).limit()).isEqualTo(10);
    assertThat(AimdLimit.of(1, 64).succeeded(1).limit()).isEqualTo(2);
  }

  @Test
  void doesNotGrowWhileLessThanHalfOfItIsInUse() {
    assertThat(AimdLimit.of(10, 64).succeeded(4).limit()).isEqualTo(10);
    assertThat(AimdLimit.of(9, 64).succeeded(4).limit()).isEqualTo(9);
  }

  @Test
  void staysBetweenOneAndTheMaximum() {
    assertThat(AimdLimit.of(64, 64).succeeded(64).limit()).isEqualTo(64);
    assertThat(AimdLimit.of(1, 64).refused(0).limit()).isEqualTo(1);
    assertThat(AimdLimit.of(1, 64).timedOut(0).limit()).isEqualTo(1);
  }

  @Test
  void givesUpATenthAfterATimeoutAndHalfAfterARefusal() {
    assertThat(AimdLimit.of(40, 64).timedOut(0).limit()).isEqualTo(36);
    assertThat(AimdLimit.of(2, 64).timedOut(0).limit()).isEqualTo(1);
    assertThat(AimdLimit.of(40, 64).refused(0).limit()).isEqualTo(20);
  }

  @Test
  void callsThatWereInFlightTogetherCountAsOneDrop() {
    AimdLimit limit = AimdLimit.of(64, 64);
    int generation = limit.generation();

    AimdLimit after = limit.refused(generation).refused(generation).timedOut(generation);

    assertThat(after.limit()).isEqualTo(32);
    assertThat(after.refused(after.generation()).limit()).isEqualTo(16);
  }

  @Test
  void namesTheValueThatMakesNoSense() {
    assertThatThrownBy(() -> AimdLimit.of(0, 64)).hasMessage("limit is 0, must be 1 to 64");
    assertThatThrownBy(() -> AimdLimit.of(65, 64)).hasMessage("limit is 65, must be 1 to 64");
  }
}
