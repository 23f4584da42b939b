package dev.pagestream.testkit;

import java.time.Duration;

/// How a [FakeVlm] performs when nothing is wrong.
///
/// @param latency of each answer, once it has a slot
/// @param slots calls worked on at the same time
/// @param queue calls that may wait for a slot; one more is answered 429 with Retry-After 1
/// @param keepBodies whether the log keeps request bodies; off for long runs
public record VlmBehaviour(Duration latency, int slots, int queue, boolean keepBodies) {
  public static final VlmBehaviour INSTANT = new VlmBehaviour(Duration.ZERO, 10_000, 0, true);

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
    return new VlmBehaviour(newLatency, slots, queue, keepBodies);
  }

  /// @param newQueue calls that may wait beyond the slots
  public VlmBehaviour withCapacity(int newSlots, int newQueue) {
    return new VlmBehaviour(latency, newSlots, newQueue, keepBodies);
  }

  public VlmBehaviour withoutBodies() {
    return new VlmBehaviour(latency, slots, queue, false);
  }
}
