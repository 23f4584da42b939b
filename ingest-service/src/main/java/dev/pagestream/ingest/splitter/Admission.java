package dev.pagestream.ingest.splitter;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door at which the backlog waits: closed while more pages than the limit are ahead.
/// Thread-safe.
///
/// The lag is asked for once a second and the pages admitted since are added to it, so that many
/// documents cannot slip in behind one answer. While Kafka does not say, the door stays closed.
final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final PageLag lag;
  private final long maxPages;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long askedAtMs = Long.MIN_VALUE / 2; // Guarded by lock, as all below.
  private long pagesAhead = Long.MAX_VALUE / 2;

  Admission(PageLag lag, long maxPages, InstantSource clock) {
    this.lag = lag;
    this.maxPages = maxPages;
    this.clock = clock;
  }

  boolean isOpen() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (clock.millis() - askedAtMs >= FRESH.toMillis()) {
        ask();
      }
      return pagesAhead <= maxPages;
    } finally {
      lock.unlock();
    }
  }

  /// Counts what was let in, until the next answer includes it.
  void admitted(int pages) {
    lock.lock();
    try {
      pagesAhead += pages;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for Kafka under the lock on purpose: those who would ask meanwhile want the same answer.
  private void ask() throws InterruptedException {
    try {
      pagesAhead = lag.pages();
    } catch (KafkaException e) {
      pagesAhead = Long.MAX_VALUE / 2;
      log.atWarn()
          .addKeyValue(LogKeys.DEPENDENCY, "kafka")
          .addKeyValue(LogKeys.REASON, e.toString())
          .log("admission is closed");
    }
    askedAtMs = clock.millis();
  }
}
