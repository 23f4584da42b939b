package dev.pagestream.assembler.finish;

import dev.pagestream.schema.DocumentOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Meters of the finisher. Thread-safe.
final class FinishMeters {
  private final Map<DocumentOutcome, Timer> finished = new EnumMap<>(DocumentOutcome.class);

  FinishMeters(MeterRegistry meters) {
    for (DocumentOutcome outcome : DocumentOutcome.values()) {
      finished.put(
          outcome,
          Timer.builder("pagestream_finisher_document_seconds")
              .description("From submission to the finished document")
              .tag("outcome", outcome.name())
              .publishPercentileHistogram()
              .minimumExpectedValue(Duration.ofMillis(10))
              .maximumExpectedValue(Duration.ofHours(1))
              .register(meters));
    }
  }

  void finished(DocumentOutcome outcome, Duration elapsed) {
    Timer timer = finished.get(outcome);
    if (timer != null) {
      timer.record(elapsed);
    }
  }
}
