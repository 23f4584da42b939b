package dev.pagestream.assembler.finish;

import dev.pagestream.runtime.consume.CallSlot;
import java.time.Duration;
import java.util.concurrent.Callable;

/// A slot in which nothing takes time.
record AtOnceSlot(int priorAttempts) implements CallSlot {
  static final AtOnceSlot FIRST_TRY = new AtOnceSlot(0);

  @Override
  public Window window() {
    return new Window("test", 1);
  }

  @Override
  public void park(Duration duration) {}

  @Override
  public <T> T parkWhile(Callable<T> waiting) throws Exception {
    return waiting.call();
  }
}
