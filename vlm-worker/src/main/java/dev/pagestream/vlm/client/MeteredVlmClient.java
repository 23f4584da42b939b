package dev.pagestream.vlm.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts and times calls. Thread-safe.
public final class MeteredVlmClient implements VlmClient {
  private static final String NONE = "none";

  private final VlmClient delegate;
  private final MeterRegistry meters;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter promptTokens;
  private final Counter completionTokens;

  public MeteredVlmClient(VlmClient delegate, MeterRegistry meters) {
    this.delegate = delegate;
    this.meters = meters;
    this.promptTokens = tokens("prompt");
    this.completionTokens = tokens("completion");
    Gauge.builder("pagestream.vlm.in.flight", inFlight, AtomicInteger::get)
        .description("Calls on the wire.")
        .register(meters);
  }

  @Override
  public VlmReply call(VlmRequest request) throws InterruptedException {
    inFlight.incrementAndGet();
    Timer.Sample sample = Timer.start(meters);
    try {
      VlmReply reply = delegate.call(request);
      count(reply, sample);
      return reply;
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void count(VlmReply reply, Timer.Sample sample) {
    switch (reply) {
      case VlmReply.Answered answered -> {
        count("answered", NONE, sample);
        answered.promptTokens().ifPresent(promptTokens::increment);
        answered.completionTokens().ifPresent(completionTokens::increment);
      }
      case VlmReply.Unfit unfit -> {
        count("unfit", unfit.code().name(), sample);
        unfit.promptTokens().ifPresent(promptTokens::increment);
        unfit.completionTokens().ifPresent(completionTokens::increment);
      }
      case VlmReply.Throttled _ -> count("throttled", NONE, sample);
      case VlmReply.Unavailable down ->
          count("unavailable", down.reason().name().toLowerCase(Locale.ROOT), sample);
      case VlmReply.Rejected rejected -> count("rejected", rejected.code().name(), sample);
      case VlmReply.Failed failed -> count("failed", failed.code().name(), sample);
    }
  }

  private void count(String outcome, String failureCode, Timer.Sample sample) {
    Counter.builder("pagestream.vlm.calls")
        .description("Calls made, by what came of them.")
        .tag("outcome", outcome)
        .tag("failure_code", failureCode)
        .register(meters)
        .increment();
    sample.stop(
        Timer.builder("pagestream.vlm.call")
            .description("Time of one call, connecting included.")
            .tag("outcome", outcome)
            .publishPercentileHistogram()
            .register(meters));
  }

  private Counter tokens(String kind) {
    return Counter.builder("pagestream.vlm.tokens")
        .description("Tokens the servers reported as used.")
        .tag("kind", kind)
        .register(meters);
  }
}
