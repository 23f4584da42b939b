package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what other threads bring about.
final class Waiting {
  private Waiting() {}

  static void until(BooleanSupplier condition) {
    until(condition, Duration.ofSeconds(20));
  }

  static void until(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("did not come true within " + limit);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
