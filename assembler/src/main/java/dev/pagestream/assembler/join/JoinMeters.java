package dev.pagestream.assembler.join;

import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.ReadyCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Meters of the join. Thread-safe.
final class JoinMeters {
  private final Counter records;
  private final Counter late;
  private final Counter poison;
  private final Counter abandoned;
  private final Map<ReadyCause, Counter> ready = new EnumMap<>(ReadyCause.class);
  private final Timer open;

  JoinMeters(MeterRegistry meters) {
    records = counter(meters, "pagestream_join_records_total", "Records taken in");
    late =
        counter(
            meters,
            "pagestream_join_late_total",
            "Records that changed nothing: late, repeated, or past their deadline");
    poison =
        counter(
            meters,
            "pagestream_join_failed_total",
            "Records passed over because the join failed on them");
    abandoned =
        counter(
            meters,
            "pagestream_join_abandoned_total",
            "Documents forgotten because the splitter never spoke of them");
    for (ReadyCause cause : ReadyCause.values()) {
      ready.put(
          cause,
          Counter.builder("pagestream_join_documents_total")
              .description("Revisions of documents that became ready")
              .tag("cause", cause.name())
              .register(meters));
    }
    open =
        Timer.builder("pagestream_join_open_seconds")
            .description("From acceptance to a ready first revision")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(10))
            .maximumExpectedValue(Duration.ofHours(1))
            .register(meters);
  }

  void record() {
    records.increment();
  }

  void late() {
    late.increment();
  }

  void poison() {
    poison.increment();
  }

  void abandoned() {
    abandoned.increment();
  }

  void ready(DocumentReady document) {
    Counter counter = ready.get(document.getCause());
    if (counter != null) {
      counter.increment();
    }
    if (document.getRevision() == 1 && document.getAccepted() != null) {
      open.record(Duration.between(document.getAccepted().getAcceptedAt(), document.getReadyAt()));
    }
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }
}
