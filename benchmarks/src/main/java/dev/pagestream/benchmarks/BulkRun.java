package dev.pagestream.benchmarks;

import dev.pagestream.testkit.VlmCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What one run of many documents measured.
///
/// @param cpu used by the whole system between submit and finish
/// @param calls by start
record BulkRun(
    int pictures,
    Instant submitted,
    Instant finished,
    Duration cpu,
    List<VlmCall> calls,
    int maxInFlight) {
  private static final double STEADY_FROM = 0.15;
  private static final double STEADY_TO = 0.85;

  /// Answers per second between the first 15 % and the last 15 % of the answers.
  double steadyPerSecond() {
    List<Instant> ends = calls.stream().map(VlmCall::end).sorted().toList();
    int from = (int) (ends.size() * STEADY_FROM);
    int to = (int) (ends.size() * STEADY_TO);
    double seconds = Duration.between(ends.get(from), ends.get(to)).toNanos() / 1e9;
    return (to - from) / seconds;
  }

  double secondsToFirstCall() {
    return Duration.between(submitted, calls.getFirst().start()).toMillis() / 1e3;
  }

  double secondsToFinish() {
    return Duration.between(submitted, finished).toMillis() / 1e3;
  }

  double cpuMillisPerPicture() {
    return cpu.toMillis() / (double) pictures;
  }
}
