package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Tells the loop thread that there is something to do, while it polls or waits.
///
/// Why no signal is lost: [#raise] sets `raised` before it reads `polling`; the loop sets `polling`
/// before it reads `raised`. So at least one of them sees the other. Why none hurts: a wake-up
/// meant for a poll may arrive after it has returned. Then the next poll returns early, and any
/// other call of the consumer is made again by [#calm].
final class LoopSignal {
  private final Consumer<byte[], byte[]> consumer;
  private final AtomicBoolean raised = new AtomicBoolean();
  private volatile boolean polling;
  private volatile @Nullable Thread loop;

  LoopSignal(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /// There is something to do. Any thread.
  void raise() {
    if (raised.getAndSet(true)) {
      return;
    }
    if (polling) {
      consumer.wakeup();
    } else {
      LockSupport.unpark(loop);
    }
  }

  /// The loop is about to look at everything there is to do.
  void clear() {
    raised.set(false);
  }

  /// Polls; returns early, perhaps with nothing, when raised. Loop thread.
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polling = true;
    try {
      return consumer.poll(raised.get() ? Duration.ZERO : timeout);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      polling = false;
    }
  }

  /// Runs a rebalance callback, which happens inside a poll: wake-ups are held off meanwhile. Loop
  /// thread.
  void insidePoll(Runnable callback) {
    boolean wasPolling = polling;
    polling = false;
    try {
      callback.run();
    } finally {
      polling = wasPolling;
      if (wasPolling && raised.get()) {
        consumer.wakeup();
      }
    }
  }

  /// Waits until raised, at most this long. Loop thread, outside of polls.
  void await(Duration timeout) {
    loop = Thread.currentThread();
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toNanos(); left > 0 && !raised.get(); left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /// Calls the consumer outside of a poll: a wake-up that came too late for its poll is used up.
  <T> T calm(Supplier<T> call) {
    try {
      return call.get();
    } catch (WakeupException e) {
      return call.get();
    }
  }
}
