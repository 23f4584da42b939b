package dev.pagestream.vlm.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts and times the calls of one lane. Thread-safe.
public final class MeteredVlmClient implements VlmClient {
  private static final String NONE = "none";

  private final VlmClient delegate;
  private final MeterRegistry meters;
  private final String lane;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter promptTokens;
  private final Counter completionTokens;
  private final Counter savedTokens;
  private final Timer firstToken;

  public MeteredVlmClient(VlmClient delegate, MeterRegistry meters, String lane) {
    this.delegate = delegate;
    this.meters = meters;
    this.lane = lane;
    this.promptTokens = tokens("prompt");
    this.completionTokens = tokens("completion");
    this.savedTokens =
        Counter.builder("pagestream.vlm.tokens.saved")
            .description("Tokens not written because a stopper ended the answer, at most.")
            .tag("lane", lane)
            .register(meters);
    this.firstToken =
        Timer.builder("pagestream.vlm.first.token")
            .description("Time to the first token of streamed answers.")
            .tag("lane", lane)
            .publishPercentileHistogram()
            .register(meters);
    Gauge.builder("pagestream.vlm.in.flight", inFlight, AtomicInteger::get)
        .description("Calls on the wire.")
        .tag("lane", lane)
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
        answered.firstToken().ifPresent(firstToken::record);
        answered.stoppedBy().ifPresent(this::stopped);
        savedTokens.increment((double) answered.savedTokens());
      }
      case VlmReply.Unfit unfit -> {
        count("unfit", unfit.code().name(), sample);
        unfit.promptTokens().ifPresent(promptTokens::increment);
        unfit.completionTokens().ifPresent(completionTokens::increment);
        savedTokens.increment((double) unfit.savedTokens());
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
        .tag("lane", lane)
        .tag("outcome", outcome)
        .tag("failure_code", failureCode)
        .register(meters)
        .increment();
    sample.stop(
        Timer.builder("pagestream.vlm.call")
            .description("Time of one call, connecting included.")
            .tag("lane", lane)
            .tag("outcome", outcome)
            .publishPercentileHistogram()
            .register(meters));
  }

  private void stopped(String stopper) {
    Counter.builder("pagestream.vlm.stopped")
        .description("Answers that a stopper ended, and that were whole.")
        .tag("lane", lane)
        .tag("stopper", stopper)
        .register(meters)
        .increment();
  }

  private Counter tokens(String kind) {
    return Counter.builder("pagestream.vlm.tokens")
        .description("Tokens the servers reported as used.")
        .tag("lane", lane)
        .tag("kind", kind)
        .register(meters);
  }
}
