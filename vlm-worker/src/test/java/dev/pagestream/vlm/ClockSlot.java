package dev.pagestream.vlm;

import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A slot whose waits take no time: they move the clock. Confined to one thread.
final class ClockSlot implements CallSlot {
  private final ManualClock clock;
  private final Duration whileWaiting;
  private final Hook before;
  private final Hook after;
  private final List<Duration> parks = new ArrayList<>();

  /// Something that happens around a wait.
  interface Hook {
    void run() throws Exception;
  }

  /// @param whileWaiting how far the clock moves before a wait that is not for a time
  ClockSlot(ManualClock clock, Duration whileWaiting) {
    this(clock, whileWaiting, () -> {}, () -> {});
  }

  ClockSlot(ManualClock clock, Duration whileWaiting, Hook before, Hook after) {
    this.clock = clock;
    this.whileWaiting = whileWaiting;
    this.before = before;
    this.after = after;
  }

  List<Duration> parks() {
    return List.copyOf(parks);
  }

  @Override
  public Window window() {
    return new Window("test", 64);
  }

  @Override
  public void park(Duration duration) {
    parks.add(duration);
    clock.advance(duration);
  }

  @Override
  public <T> T parkWhile(Callable<T> waiting) throws Exception {
    clock.advance(whileWaiting);
    before.run();
    T result = waiting.call();
    after.run();
    return result;
  }

  @Override
  public int priorAttempts() {
    return 0;
  }
}
