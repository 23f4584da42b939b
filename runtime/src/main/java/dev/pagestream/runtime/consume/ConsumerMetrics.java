package dev.pagestream.runtime.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The meters of one windowed consumer, tagged with its `group`. Names are public API; Prometheus
/// shows them with underscores, as `pagestream_consumer_in_flight`. Removed on close.
///
/// | name | what |
/// |---|---|
/// | `pagestream.consumer.in.flight` | calls that hold a slot |
/// | `pagestream.consumer.parked` | calls that gave their slot up and wait |
/// | `pagestream.consumer.partitions` | partitions assigned |
/// | `pagestream.consumer.look.ahead.records`, `.bytes` | records held: waiting, parked or running |
/// | `pagestream.consumer.oldest.pending.seconds` | age of the oldest record held, by its timestamp |
/// | `pagestream.consumer.processed` | records settled and committed, by `outcome` (done, failed, dropped) and `failure_code` |
/// | `pagestream.consumer.put.back` | records written to the end of their partition, to wait there |
/// | `pagestream.consumer.commit` | time a transaction took |
/// | `pagestream.consumer.aborts` | transactions aborted |
/// | `pagestream.consumer.waiting.dependency` | 1 while something the stage needs is away |
final class ConsumerMetrics implements AutoCloseable {
  private static final String PREFIX = "pagestream.consumer.";
  private static final String NO_CODE = "none";

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>(); // Guarded by this.
  private final AtomicLong partitions = new AtomicLong();
  private final AtomicLong heldRecords = new AtomicLong();
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong oldestTimestamp = new AtomicLong(Long.MAX_VALUE);
  private final Timer commits;
  private final Counter aborts;
  private final Counter putBack;

  ConsumerMetrics(MeterRegistry registry, String group, CallSlots slots, DependencyGate gate) {
    this.registry = registry;
    this.tags = Tags.of("group", group);
    gauge("in.flight", "Calls that hold a slot", slots::inFlight);
    gauge("parked", "Calls that gave their slot up and wait", slots::parked);
    gauge("partitions", "Partitions assigned", partitions::get);
    gauge("look.ahead.records", "Records held: waiting, parked or running", heldRecords::get);
    gauge("look.ahead.bytes", "Bytes of the records held", heldBytes::get);
    gauge("oldest.pending.seconds", "Age of the oldest record held", this::oldestSeconds);
    gauge(
        "waiting.dependency",
        "1 while something the stage needs is away",
        () -> gate.waitingFor().isPresent() ? 1 : 0);
    putBack =
        keep(
            Counter.builder(PREFIX + "put.back")
                .description("Records written to the end of their partition, to wait there")
                .tags(tags)
                .register(registry));
    commits =
        keep(
            Timer.builder(PREFIX + "commit")
                .description("Time a transaction took")
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry));
    aborts =
        keep(
            Counter.builder(PREFIX + "aborts")
                .description("Transactions aborted")
                .tags(tags)
                .register(registry));
  }

  void committed(Duration elapsed, Collection<Completion.Settled> batch) {
    commits.record(elapsed);
    for (Completion.Settled settled : batch) {
      switch (settled.outcome()) {
        case Outcome.Done _ -> processed("done", NO_CODE);
        case Outcome.Failed failed -> processed("failed", failed.code());
        case Outcome.Dropped _ -> processed("dropped", NO_CODE);
        case Outcome.PutBack _ -> putBack.increment();
      }
    }
  }

  void aborted() {
    aborts.increment();
  }

  /// Takes a picture of the windows for the gauges, which are read by other threads.
  void observe(Collection<PartitionWindow> windows) {
    partitions.set(windows.size());
    heldRecords.set(windows.stream().mapToLong(window -> window.held().records()).sum());
    heldBytes.set(windows.stream().mapToLong(window -> window.held().bytes()).sum());
    oldestTimestamp.set(
        windows.stream()
            .flatMapToLong(window -> window.held().oldestTimestamp().stream())
            .min()
            .orElse(Long.MAX_VALUE));
  }

  @Override
  public synchronized void close() {
    meters.forEach(registry::remove);
    meters.clear();
  }

  private void processed(String outcome, String code) {
    keep(Counter.builder(PREFIX + "processed")
            .description("Records settled and committed")
            .tags(tags.and("outcome", outcome, "failure_code", code))
            .register(registry))
        .increment();
  }

  private double oldestSeconds() {
    long oldest = oldestTimestamp.get();
    return oldest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - oldest) / 1000.0;
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    keep(
        Gauge.builder(PREFIX + name, value).description(description).tags(tags).register(registry));
  }

  private synchronized <M extends Meter> M keep(M meter) {
    if (!meters.contains(meter)) {
      meters.add(meter);
    }
    return meter;
  }
}
