package dev.pagestream.runtime.consume;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/// Slow work on the records of a consumer group.
public final class WindowedConsumer implements AutoCloseable {
  private final WindowSettings settings;

  public WindowedConsumer(
      KafkaSettings kafka,
      WindowSettings settings,
      RecordHandler handler,
      DeadLetterFormat deadLetters,
      MeterRegistry meters) {
    this.settings = settings;
  }

  public void start() {}

  /// Whether the loop runs; false after a fatal error.
  public boolean healthy() {
    return !settings.topics().isEmpty();
  }

  /// The dependency records wait for, when one is away.
  public Optional<String> waitingFor() {
    return Optional.empty();
  }

  /// Waits until the loop has ended.
  public void awaitTermination() throws InterruptedException {}

  @Override
  public void close() {}
}
