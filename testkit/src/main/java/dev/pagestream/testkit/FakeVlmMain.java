package dev.pagestream.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A [FakeVlm] as a process of its own, for benchmarks. Prints `fake-vlm ready URL`; `GET /stats`
/// tells its counts.
public final class FakeVlmMain {
  private FakeVlmMain() {}

  /// @param args port, latency in ms, slots, queue; all optional, by default 0, 0, 10000, 0
  public static void main(String[] args) throws InterruptedException {
    VlmBehaviour behaviour =
        VlmBehaviour.INSTANT
            .withLatency(Duration.ofMillis(number(args, 1, 0)))
            .withCapacity(number(args, 2, VlmBehaviour.INSTANT.slots()), number(args, 3, 0))
            .withoutBodies();
    try (FakeVlm vlm = FakeVlm.start(number(args, 0, 0), behaviour)) {
      System.out.println("fake-vlm ready " + vlm.url());
      new CountDownLatch(1).await(); // Until killed.
    }
  }

  private static int number(String[] args, int index, int fallback) {
    return args.length > index ? Integer.parseInt(args[index]) : fallback;
  }
}
