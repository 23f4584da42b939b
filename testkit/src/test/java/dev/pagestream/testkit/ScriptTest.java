package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScriptTest {
  private static final Fault FAULT = new Fault.Garbage();

  @Test
  void aRateHitsItsShareAndTheSameCallsWithTheSameSeed() {
    Script script = Script.rate(0.3, 42, FAULT);
    Script again = Script.rate(0.3, 42, FAULT);

    long hits =
        IntStream.range(0, 10_000).filter(i -> script.fault(arrival(i, 1)).isPresent()).count();

    assertThat(hits).isBetween(2_800L, 3_200L);
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> script.fault(arrival(i, 1))).toList())
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> again.fault(arrival(i, 1))).toList());
  }

  @Test
  void aRateDrawsEachAttemptAnew() {
    Script script = Script.rate(0.1, 1, FAULT);

    assertThat(
            IntStream.range(0, 1_000)
                .filter(i ->
                    IntStream.rangeClosed(1, 6)
                        .allMatch(attempt -> script.fault(arrival(i, attempt)).isPresent())))
        .as("pictures refused six times in a row")
        .isEmpty();
  }

  @Test
  void firstAttemptsCountsPerPicture() {
    Script script = Script.firstAttempts(2, FAULT);

    assertThat(script.fault(arrival(7, 2))).contains(FAULT);
    assertThat(script.fault(arrival(7, 3))).isEmpty();
  }

  @Test
  void theFirstScriptWithAFaultDecides() {
    Script script = Script.firstCalls(1, FAULT).or(Script.always(new Fault.Reset()));

    assertThat(script.fault(arrival(1, 1))).contains(FAULT);
    assertThat(script.fault(arrival(2, 1))).contains(new Fault.Reset());
    assertThat(Script.healthy().fault(arrival(1, 1))).isEmpty();
  }

  private static Arrival arrival(int number, int attempt) {
    return new Arrival(number, attempt, "picture-" + number, "m", Instant.EPOCH);
  }
}
