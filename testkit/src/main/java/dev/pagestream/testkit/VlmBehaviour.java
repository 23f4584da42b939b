package dev.pagestream.testkit;

import java.time.Duration;
import java.util.Random;

/// How a [FakeVlm] performs when nothing is wrong.
///
/// @param latency of each answer, once it has a slot
/// @param slots calls worked on at the same time
/// @param queue calls that may wait for a slot; one more is answered 429 with Retry-After 1
/// @param jitter share by which latencies differ, 0 to below 1, drawn by picture and attempt
/// @param tokenDelay between two tokens of a streamed answer
/// @param keepBodies whether the log keeps request bodies; off for long runs
public record VlmBehaviour(
    Duration latency,
    int slots,
    int queue,
    double jitter,
    Duration tokenDelay,
    boolean keepBodies) {
  public static final VlmBehaviour INSTANT =
      new VlmBehaviour(Duration.ZERO, 10_000, 0, 0, Duration.ZERO, true);

  public VlmBehaviour {
    if (latency.isNegative() || slots < 1 || queue < 0) {
      throw new IllegalArgumentException(
          "latency is "
              + latency
              + ", slots "
              + slots
              + ", queue "
              + queue
              + "; must be at least 0, 1 and 0");
    }
  }

  public VlmBehaviour withLatency(Duration newLatency) {
    return new VlmBehaviour(newLatency, slots, queue, jitter, tokenDelay, keepBodies);
  }

  /// @param newQueue calls that may wait beyond the slots
  public VlmBehaviour withCapacity(int newSlots, int newQueue) {
    return new VlmBehaviour(latency, newSlots, newQueue, jitter, tokenDelay, keepBodies);
  }

  public VlmBehaviour withoutBodies() {
    return new VlmBehaviour(latency, slots, queue, jitter, tokenDelay, false);
  }

  /// @param share 0 to below 1
  public VlmBehaviour withJitter(double share) {
    return new VlmBehaviour(latency, slots, queue, share, tokenDelay, keepBodies);
  }

  public VlmBehaviour withTokenDelay(Duration delay) {
    return new VlmBehaviour(latency, slots, queue, jitter, delay, keepBodies);
  }

  /// The latency of one call.
  Duration latencyOf(String pictureSha256, int attempt) {
    if (jitter == 0) {
      return latency;
    }
    double drawn = new Random(31L * pictureSha256.hashCode() + attempt).nextDouble() * 2 - 1;
    return Duration.ofNanos((long) (latency.toNanos() * (1 + jitter * drawn)));
  }
}
