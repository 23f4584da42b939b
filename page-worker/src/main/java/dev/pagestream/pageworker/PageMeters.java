package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Meters of the page worker. Names are public API.
final class PageMeters {
  private final Timer analysis;
  private final Counter described;
  private final Counter skipped;
  private final Counter cropBytes;
  private final Map<FailureCode, Counter> failures = new EnumMap<>(FailureCode.class);

  PageMeters(MeterRegistry meters, PageThreads threads) {
    analysis =
        Timer.builder("pagestream.page.analysis")
            .description(
                "From a task with its source at hand to the analysed page, failed ones included.")
            .publishPercentileHistogram()
            .register(meters);
    described = pictures(meters, "described");
    skipped = pictures(meters, "skipped");
    cropBytes =
        Counter.builder("pagestream.page.crop")
            .baseUnit("bytes")
            .description("Encoded crops.")
            .register(meters);
    for (FailureCode code : FailureCode.values()) {
      failures.put(
          code,
          Counter.builder("pagestream.page.failures")
              .description("Pages that ended as dead letters in analysis.")
              .tag("failure_code", code.name())
              .register(meters));
    }
    Gauge.builder("pagestream.page.abandoned", threads, PageThreads::abandoned)
        .description("Threads of pages that were given up and still run.")
        .register(meters);
  }

  void count(PageResult result, long nanos) {
    analysis.record(nanos, TimeUnit.NANOSECONDS);
    switch (result) {
      case PageResult.Analyzed(AnalyzedPage page) -> {
        described.increment(page.questions().size());
        skipped.increment((double) (page.content().pictures().count() - page.questions().size()));
        cropBytes.increment((double) page.crops().stream().mapToLong(crop -> crop.length).sum());
      }
      case PageResult.Failed failed -> count(failed.code()).increment();
    }
  }

  private Counter count(FailureCode code) {
    return Objects.requireNonNull(failures.get(code));
  }

  private static Counter pictures(MeterRegistry meters, String outcome) {
    return Counter.builder("pagestream.page.pictures")
        .description("Pictures found: to be described, or skipped for a reason.")
        .tag("outcome", outcome)
        .register(meters);
  }
}
