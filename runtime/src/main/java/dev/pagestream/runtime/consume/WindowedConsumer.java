package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.telemetry.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slow work on records: each on a virtual thread of its own, finished in any order, results
/// exactly once.
///
/// At most `window` calls are in flight per partition, whichever process holds it. What a call
/// returns goes out in one transaction with the progress of its partition (see [CommitMetadata]),
/// so a crash repeats at most the calls that were in flight, and a planned stop or a move of
/// partitions repeats none that ends within the drain time-out.
///
/// Thread-safe. One platform thread owns both Kafka clients; it starts with [#start] and ends with
/// [#close] or a fatal error: another process took over the transactional id, Kafka denies access,
/// or a commit cannot be understood.
public final class WindowedConsumer implements AutoCloseable {
  /// Failure code of a record whose handler threw until its attempts were used up.
  public static final String INTERNAL = "INTERNAL";

  /// Failure code of a record during which the process died three times.
  public static final String PROCESS_KILLED = "PROCESS_KILLED";

  /// Failure code of a record whose result is larger than Kafka takes.
  public static final String RESULT_TOO_LARGE = "RESULT_TOO_LARGE";

  private static final Logger log = LoggerFactory.getLogger(WindowedConsumer.class);
  private static final Backoff DEPENDENCY_BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
  private static final Duration CLOSE_MARGIN = Duration.ofSeconds(30);
  private static final Duration CLIENT_CLOSE = Duration.ofSeconds(5);

  private final WindowSettings settings;
  private final DependencyGate gate;
  private final ConsumerMetrics metrics;
  private final Consumer<byte[], byte[]> consumer;
  private final TransactionalOutput output;
  private final LoopSignal signal;
  private final ConsumerLoop loop;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile boolean failed;

  /// Makes the clients, which connect by themselves; nothing is read before [#start].
  ///
  /// @throws org.apache.kafka.common.KafkaException when the Kafka properties make no sense
  public WindowedConsumer(
      KafkaSettings kafka,
      WindowSettings settings,
      RecordHandler handler,
      DeadLetterFormat deadLetters,
      MeterRegistry meters) {
    this(
        settings,
        handler,
        deadLetters,
        meters,
        new KafkaConsumer<>(
            ClientConfigs.consumer(kafka, settings),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer()),
        () ->
            new KafkaProducer<>(
                ClientConfigs.producer(kafka, settings),
                new ByteArraySerializer(),
                new ByteArraySerializer()),
        ClientConfigs.maxRequestBytes(kafka));
  }

  /// The parts and how they hang together.
  WindowedConsumer(
      WindowSettings settings,
      RecordHandler handler,
      DeadLetterFormat deadLetters,
      MeterRegistry meters,
      Consumer<byte[], byte[]> consumer,
      Supplier<Producer<byte[], byte[]>> producers,
      long maxRequestBytes) {
    this.settings = settings;
    this.consumer = consumer;
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    CallSlots slots = new CallSlots(settings.window(), settings.maxInFlight());
    gate = new DependencyGate(DEPENDENCY_BACKOFF, System::nanoTime, random);
    metrics = new ConsumerMetrics(meters, settings.groupId(), slots, gate);
    output = new TransactionalOutput(producers, () -> stopping);
    signal = new LoopSignal(consumer);
    OutputCheck check = new OutputCheck(output::producer, maxRequestBytes);
    Queue<Completion> endedCalls = new ConcurrentLinkedQueue<>(); // Bounded by the calls started.
    CallEnvironment environment =
        new CallEnvironment(
            settings,
            handler,
            deadLetters,
            check,
            slots,
            gate,
            random,
            completion -> {
              endedCalls.add(completion);
              signal.raise();
            },
            signal::raise);
    Partitions partitions = new Partitions(consumer, signal, settings);
    Starter starter = new Starter(environment);
    Progress progress =
        new Progress(
            partitions, starter, output, consumer::groupMetadata, endedCalls, metrics, environment);
    loop = new ConsumerLoop(settings, consumer, signal, partitions, starter, progress, metrics);
  }

  /// Starts reading, once. Returns at once; Kafka need not be up yet.
  public void start() {
    if (started.compareAndSet(false, true)) {
      Thread.ofPlatform().name("consume-" + settings.groupId()).start(this::run);
    }
  }

  /// Whether the loop runs; false after a fatal error, and before start and after close.
  public boolean healthy() {
    return started.get() && !failed && ended.getCount() > 0;
  }

  /// The dependency records wait for, when one is away.
  public Optional<String> waitingFor() {
    return gate.waitingFor();
  }

  /// How much of its topics this process reads: partitions assigned over all partitions, 0 to 1. It
  /// is 1 as long as that is not known, and 0 only while none is assigned. For limits that a fleet
  /// of processes shares.
  public double share() {
    return loop.share();
  }

  /// Waits until the loop has ended, by [#close] or a fatal error.
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  /// Starts nothing more, lets running calls finish up to the drain time-out, commits, leaves the
  /// group. Waits for all that; when interrupted it returns with the flag set, and the loop ends by
  /// itself.
  @Override
  public void close() {
    stopping = true;
    signal.raise();
    if (started.compareAndSet(false, true)) {
      closeClients();
      return;
    }
    try {
      Duration longest =
          settings.drainTimeout().multipliedBy(2).plus(CLOSE_MARGIN); // A move may be under way.
      if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atError()
            .addKeyValue(LogKeys.ELAPSED_MS, longest.toMillis())
            .log("consumer did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    log.atInfo().addKeyValue(LogKeys.TOPIC, settings.topics()).log("consumer starts");
    Throwable fatal = null;
    try {
      if (output.initialise()) {
        loop.subscribe();
        while (!stopping) {
          loop.step();
        }
        loop.drainAll();
      }
    } catch (
        Throwable
            e) { // The top of the loop: whatever it is, the process must learn that this consumer
      // ended.
      fatal = e;
      failed = true;
    } finally {
      logEnd(fatal);
      loop.dropAll();
      closeClients();
    }
  }

  private void logEnd(@Nullable Throwable fatal) {
    if (fatal == null) {
      log.atInfo().addKeyValue(LogKeys.TOPIC, settings.topics()).log("consumer ends");
    } else {
      log.atError()
          .addKeyValue(LogKeys.TOPIC, settings.topics())
          .setCause(fatal)
          .log("consumer ends for good");
    }
  }

  private void closeClients() {
    try {
      output.close();
      consumer.close(CloseOptions.timeout(CLIENT_CLOSE));
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue(LogKeys.REASON, e.toString()).log("client did not close cleanly");
    } finally {
      metrics.close();
      ended.countDown();
    }
  }
}
