package dev.pagestream.assembler.streams;

import org.apache.kafka.streams.processor.api.ProcessingContext;

/// Asks for a commit as soon as something is worth one: at once when idle, and under load no more
/// often than every [#MIN_INTERVAL_MILLIS]; what comes in between goes out with the regular commit.
/// Confined to the stream thread.
public final class CommitRequests {
  static final long MIN_INTERVAL_MILLIS = 20;

  private final ProcessingContext context;
  private long lastMillis;

  public CommitRequests(ProcessingContext context) {
    this.context = context;
  }

  public void request() {
    long nowMillis = context.currentSystemTimeMs();
    if (nowMillis - lastMillis >= MIN_INTERVAL_MILLIS) {
      lastMillis = nowMillis;
      context.commit();
    }
  }
}
