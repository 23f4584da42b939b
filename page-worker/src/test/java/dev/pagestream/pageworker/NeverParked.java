package dev.pagestream.pageworker;

import dev.pagestream.runtime.consume.CallSlot;
import java.time.Duration;
import java.util.concurrent.Callable;

/// The slot of a first attempt that never waits: the page worker has nothing to wait for.
final class NeverParked implements CallSlot {
  @Override
  public Window window() {
    return new Window("test", 1);
  }

  @Override
  public void park(Duration duration) {
    throw new IllegalStateException("not expected to wait");
  }

  @Override
  public <T> T parkWhile(Callable<T> waiting) {
    throw new IllegalStateException("not expected to wait");
  }

  @Override
  public int priorAttempts() {
    return 0;
  }
}
