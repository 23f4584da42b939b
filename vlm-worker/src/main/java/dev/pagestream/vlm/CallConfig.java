package dev.pagestream.vlm;

import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import java.time.Duration;

/// How models are called.
public record CallConfig(
    @Default("6")
        @Doc(
            "Failed calls of one picture before it is given up. Calls that a busy or absent server turned away do not count.")
        int maxAttempts,
    @Default("PT0.5S")
        @Doc(
            "Upper bound of the first wait between calls; it doubles with each, and the wait is a random part of it.")
        Duration retryBase,
    @Default("PT20S") @Doc("Upper bound of every wait between calls.") Duration retryCap,
    @Default("PT5S") @Doc("Time to connect, within the time-out of the request.")
        Duration connectTimeout,
    @Default("4MiB") @Doc("Largest answer that is read, 1KiB to 64MiB.") ByteSize maxAnswerBytes,
    @Default("16") @Doc("Calls in flight an endpoint is trusted with at first, per process.")
        int initialLimit,
    @Default("1024") @Doc("Calls in flight an endpoint is ever trusted with, per process.")
        int maxLimit,
    @Default("64")
        @Doc(
            "Calls in flight at a host that only requests name, whatever their models and keys, over all workers; a request's own concurrency may be less.")
        int adhocLimit) {
  public static final CallConfig DEFAULTS =
      new CallConfig(
          6,
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          new ByteSize(4 << 20),
          16,
          1024,
          64);

  public CallConfig {
    require(maxAttempts >= 1, "maxAttempts is " + maxAttempts + ", must be at least 1");
    require(retryBase.isPositive(), "retryBase is " + retryBase + ", must be positive");
    require(
        retryCap.compareTo(retryBase) >= 0,
        "retryCap is " + retryCap + ", must be at least retryBase " + retryBase);
    require(
        connectTimeout.isPositive(), "connectTimeout is " + connectTimeout + ", must be positive");
    require(
        maxAnswerBytes.bytes() >= 1 << 10 && maxAnswerBytes.bytes() <= 64 << 20,
        "maxAnswerBytes is " + maxAnswerBytes + ", must be 1KiB to 64MiB");
    require(initialLimit >= 1, "initialLimit is " + initialLimit + ", must be at least 1");
    require(
        maxLimit >= initialLimit,
        "maxLimit is " + maxLimit + ", must be at least initialLimit " + initialLimit);
    require(adhocLimit >= 1, "adhocLimit is " + adhocLimit + ", must be at least 1");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
