package dev.pagestream.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what becomes true. For tests of things that run by themselves.
public final class Eventually {
  /// Looking is work that what is waited for needs the processor for: the wait grows.
  private static final long FIRST_WAIT_NANOS = Duration.ofMillis(20).toNanos();

  private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(250).toNanos();

  /// An assertion.
  @FunctionalInterface
  public interface ThrowingRunnable {
    void run() throws Exception;
  }

  private Eventually() {}

  /// Repeats the assertion until it holds; after the limit throws its last AssertionError. Other
  /// exceptions end the wait at once.
  public static void assertThat(Duration limit, ThrowingRunnable assertion) {
    long end = System.nanoTime() + limit.toNanos();
    long wait = FIRST_WAIT_NANOS;
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("assertion could not run", e);
      }
      pause(wait);
      wait = Math.min(LONGEST_WAIT_NANOS, wait + wait / 2);
    }
  }

  /// The same under another name, for those who have AssertJ's `assertThat` imported.
  public static void await(Duration limit, ThrowingRunnable assertion) {
    assertThat(limit, assertion);
  }

  private static void pause(long nanos) {
    LockSupport.parkNanos(nanos);
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while waiting");
    }
  }
}
