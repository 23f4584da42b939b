package dev.pagestream.runtime.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A service whose state the test sets.
public final class FakeService implements Service {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger closed = new AtomicInteger();
  private volatile Optional<String> problem = Optional.empty();
  private volatile List<String> warnings = List.of();

  public void problem(String reason) {
    problem = Optional.of(reason);
  }

  public void warning(String sentence) {
    warnings = List.of(sentence);
  }

  /// Ends by itself, as after a fatal error.
  public void die() {
    ended.countDown();
  }

  public int timesClosed() {
    return closed.get();
  }

  @Override
  public Optional<String> notReady() {
    return problem;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    ended.countDown();
  }
}
