package dev.pagestream.pageworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.testkit.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PageThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private final PageThreads threads = new PageThreads(1);

  @Test
  void returnsWhatTheWorkReturnsFromAPlatformThread() throws Exception {
    assertThat(
            threads.call(
                "page",
                () -> Thread.currentThread().getName() + Thread.currentThread().isVirtual(),
                LONG))
        .isEqualTo("pagefalse");
  }

  @Test
  void handsOverErrorsOfTheWork() {
    assertThatThrownBy(() ->
            threads.call(
                "page",
                () -> {
                  throw new StackOverflowError();
                },
                LONG))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(threads.abandoned()).isZero();
  }

  @Test
  void interruptsWhatTakesTooLong() {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () -> threads.call("page", () -> waitForInterrupt(interrupted), Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class);

    Eventually.await(LONG, () -> assertThat(interrupted.getCount()).isZero());
    Eventually.await(LONG, () -> assertThat(threads.abandoned()).isZero());
  }

  @Test
  void startsNoFurtherPageWhileOneThatWasGivenUpStillRuns() {
    CountDownLatch release = new CountDownLatch(1);

    assertThatThrownBy(
            () -> threads.call("page", () -> ignoreInterruptsUntil(release), Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class);
    assertThat(threads.abandoned()).isEqualTo(1);
    assertThatThrownBy(threads::requireRoom).isInstanceOf(DependencyUnavailableException.class);

    release.countDown();
    Eventually.await(LONG, () -> assertThatCode(threads::requireRoom).doesNotThrowAnyException());
  }

  private static String waitForInterrupt(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
      return "never";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted.countDown();
      return "interrupted";
    }
  }

  /// As a decoder does.
  private static String ignoreInterruptsUntil(CountDownLatch release) {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
    return "ended";
  }
}
