package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.consume.DependencyGate.Pass;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// One record's way from its start to a [Completion], on a virtual thread of its own: the handler
/// with its retries, then the dead letter when it failed for good. Confined to that thread but for
/// [#cancel].
final class Call implements Runnable, CallSlot {
  private static final Logger log = LoggerFactory.getLogger(Call.class);
  private static final Backoff RETRY = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private static final Backoff DEAD_LETTER_RETRY =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
  private static final int MESSAGE_CHARS = 300;

  private final CallEnvironment environment;
  private final PartitionWindow window;
  private final PendingRecord pending;
  private final int putBacks;
  private final long begun = System.nanoTime();
  private Pass pass;
  private boolean holdsSlot = true;
  private int parkDepth;
  private int failures;
  private volatile boolean cancelled;
  private volatile boolean leaving;
  private volatile boolean parked;
  private volatile @Nullable Thread thread;

  Call(CallEnvironment environment, PartitionWindow window, PendingRecord pending, Pass pass) {
    this.environment = environment;
    this.window = window;
    this.pending = pending;
    this.putBacks = PutBackHeader.count(pending.record().headers());
    this.pass = pass;
  }

  PartitionWindow partitionWindow() {
    return window;
  }

  PendingRecord pending() {
    return pending;
  }

  /// Starts the call, which holds a slot already. Loop thread.
  void start() {
    thread =
        Thread.ofVirtual().name("call-" + window.partition() + "@" + pending.offset()).start(this);
  }

  /// Cuts the call short: its partition leaves, nothing will come of it. Loop thread, after
  /// [#start].
  void cancel() {
    cancelled = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /// The partition is going to leave: a call in flight may finish, but one that is parked has
  /// nothing to lose; the next owner can wait as well. Loop thread, after [#start].
  void partitionLeaves() {
    leaving = true; // Written before parked is read, as leave() writes parked before it reads this.
    if (parked) {
      cancel();
    }
  }

  @Override
  public void run() {
    Completion completion = new Completion.Unsettled(this);
    try {
      completion = settle();
    } catch (InterruptedException e) {
      // The thread ends here; the flag has nobody left to tell.
    } catch (Throwable e) {
      log.atError()
          .addKeyValue(LogKeys.OFFSET, pending.offset())
          .setCause(e)
          .log("call broke, record is started again");
    } finally {
      if (holdsSlot) {
        environment.slots().end(window.partition());
      }
      environment.ended().accept(completion);
    }
  }

  @Override
  public void park(Duration duration) throws InterruptedException {
    leave();
    try {
      Thread.sleep(duration);
    } finally {
      comeBack();
    }
  }

  @Override
  public <T> T parkWhile(Callable<T> waiting) throws Exception {
    leave();
    try {
      return waiting.call();
    } finally {
      comeBack();
    }
  }

  @Override
  public Window window() {
    return new Window(window.partition().toString(), environment.settings().window());
  }

  @Override
  public boolean pressed() {
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    return window.pressure().asks(pending.offset(), putBacks, waited);
  }

  @Override
  public int priorAttempts() {
    return failures;
  }

  private Completion settle() throws InterruptedException {
    if (pending.refusals() > 1) {
      park(
          DEAD_LETTER_RETRY.delay(
              pending.refusals(), environment.random())); // Even the dead letter was refused.
    }
    Outcome outcome = pending.verdict() == null ? handle() : pending.verdict();
    if (outcome instanceof Outcome.Failed) {
      endIfCancelled(); // A library may have made a failure of the interrupt; the record is sound.
    }
    List<ProducerRecord<byte[], byte[]>> outputs =
        switch (outcome) {
          case Outcome.Done done -> done.outputs();
          case Outcome.Failed failed -> List.of(deadLetter(failed));
          case Outcome.Dropped _ -> List.of();
          case Outcome.PutBack _ -> List.of(PutBackHeader.again(record()));
        };
    return new Completion.Settled(this, outcome, outputs);
  }

  private Outcome handle() throws InterruptedException {
    while (true) {
      try {
        return despiteOutages(this::handleOnce);
      } catch (
          Throwable e) { // A handler's stack overflow or want of memory is a failure of its record.
        endIfCancelled();
        failures++;
        logFailure(Level.WARN, "handler failed", e);
        if (failures >= environment.settings().maxAttempts()) {
          return new Outcome.Failed(WindowedConsumer.INTERNAL, describe(e), failures);
        }
        park(RETRY.delay(failures - 1, environment.random()));
      }
    }
  }

  private Outcome handleOnce() throws Exception {
    Outcome outcome =
        Objects.requireNonNull(
            environment.handler().handle(record(), this), "handler returned null");
    return switch (outcome) {
      case Outcome.Done(List<ProducerRecord<byte[], byte[]>> outputs) -> checked(outcome, outputs);
      case Outcome.PutBack _ -> {
        if (!environment.settings().mayPutBack()) {
          throw new IllegalStateException("records of this consumer cannot be put back");
        }
        yield checked(outcome, List.of(PutBackHeader.again(record())));
      }
      case Outcome.Failed _, Outcome.Dropped _ -> outcome;
    };
  }

  private Outcome checked(Outcome outcome, List<ProducerRecord<byte[], byte[]>> outputs) {
    Optional<Outcome.Failed> refusal = environment.outputs().refusal(outputs, failures + 1);
    return refusal.isPresent() ? refusal.get() : outcome;
  }

  /// The last resort, so it is tried until it works; only this record waits.
  private ProducerRecord<byte[], byte[]> deadLetter(Outcome.Failed failed)
      throws InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        return despiteOutages(() -> deadLetterOnce(failed));
      } catch (Throwable e) {
        endIfCancelled();
        logFailure(Level.ERROR, "dead letter cannot be written, record stays", e);
        park(DEAD_LETTER_RETRY.delay(retry, environment.random()));
      }
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetterOnce(Outcome.Failed failed) {
    ProducerRecord<byte[], byte[]> letter = environment.deadLetters().deadLetter(record(), failed);
    environment
        .outputs()
        .refusal(List.of(letter), 1)
        .ifPresent(refusal -> {
          throw new IllegalStateException(refusal.message());
        });
    return letter;
  }

  private <T> T despiteOutages(Callable<T> work) throws Exception {
    while (true) {
      try {
        T result = work.call();
        if (environment.gate().passed(pass)) {
          log.atInfo().log("dependency is back");
        }
        return result;
      } catch (DependencyUnavailableException e) {
        endIfCancelled();
        if (environment.gate().failed(e.dependency(), pass)) {
          log.atWarn()
              .addKeyValue(LogKeys.DEPENDENCY, e.dependency())
              .addKeyValue(LogKeys.REASON, e.getMessage())
              .log("dependency is away, records wait");
        }
        pass = parkWhile(environment.gate()::await);
      }
    }
  }

  private void leave() {
    if (parkDepth++ == 0) {
      holdsSlot = false;
      environment.slots().leave(window.partition());
      environment.slotFreed().run();
      parked = true;
      if (leaving) {
        cancel();
      }
    }
  }

  private void comeBack() throws InterruptedException {
    if (--parkDepth == 0) {
      parked = false;
      if (cancelled) {
        Thread.currentThread()
            .interrupt(); // Whoever woke may have used the interrupt up; no use to wait for a slot.
      }
      environment.slots().comeBack(window.partition());
      holdsSlot = true;
    }
  }

  /// An interrupt may come out of a handler in any shape.
  private void endIfCancelled() throws InterruptedException {
    boolean interrupted =
        Thread.interrupted(); // Cleared, so that a stray one does not end the next attempt.
    if (cancelled) {
      throw new InterruptedException("the partition leaves" + (interrupted ? "" : ", found late"));
    }
  }

  private void logFailure(Level level, String message, Throwable cause) {
    log.atLevel(level)
        .addKeyValue(LogKeys.TOPIC, record().topic())
        .addKeyValue(LogKeys.PARTITION, record().partition())
        .addKeyValue(LogKeys.OFFSET, record().offset())
        .addKeyValue(LogKeys.ATTEMPT, failures)
        .addKeyValue(LogKeys.REASON, describe(cause))
        .log(message);
    log.atDebug().setCause(cause).log(message);
  }

  private ConsumerRecord<byte[], byte[]> record() {
    return pending.record();
  }

  private static String describe(Throwable e) {
    String text = e.getClass().getName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MESSAGE_CHARS ? line : line.substring(0, MESSAGE_CHARS) + "…";
  }
}
