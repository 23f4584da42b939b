package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final ManualClock clock = new ManualClock();
  private final AtomicLong lag = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final Admission admission =
      new Admission(
          () -> {
            asked.incrementAndGet();
            return lag.get();
          },
          100,
          clock);

  @Test
  void theDoorIsOpenUpToTheLimit() throws InterruptedException {
    lag.set(100);

    assertThat(admission.isOpen()).isTrue();
  }

  @Test
  void theDoorIsClosedAboveTheLimitUntilTheLagIsAskedForAgain() throws InterruptedException {
    lag.set(101);
    assertThat(admission.isOpen()).isFalse();
    lag.set(0);

    assertThat(admission.isOpen()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(admission.isOpen()).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatWasLetInCountsBeforeKafkaTellsOfIt() throws InterruptedException {
    assertThat(admission.isOpen()).isTrue();

    admission.admitted(101);

    assertThat(admission.isOpen()).isFalse();
  }

  @Test
  void theDoorStaysClosedWhileKafkaDoesNotSay() throws InterruptedException {
    Admission blind =
        new Admission(
            () -> {
              throw new KafkaException("away");
            },
            100,
            clock);

    assertThat(blind.isOpen()).isFalse();
  }
}
