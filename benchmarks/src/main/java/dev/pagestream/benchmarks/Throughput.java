package dev.pagestream.benchmarks;

import dev.pagestream.testkit.VlmCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Answers of a model server over time. Immutable.
///
/// @param answers calls that were answered, by their end
record Throughput(List<VlmCall> answers) {
  private static final Duration BIN = Duration.ofSeconds(1);

  static Throughput of(List<VlmCall> calls) {
    return new Throughput(
        calls.stream()
            .filter(VlmCall::answered)
            .sorted(Comparator.comparing(VlmCall::end))
            .toList());
  }

  /// Answers per second while all slots could be busy: without the first tenth, in which the limit
  /// is found, and the last, in which the lane runs empty.
  double steadyPerSecond() {
    int from = answers.size() / 10;
    int to = answers.size() - 1 - answers.size() / 10;
    double seconds =
        Duration.between(answers.get(from).end(), answers.get(to).end()).toNanos() / 1e9;
    return (to - from) / seconds;
  }

  /// Answers per second from the first call to the last answer.
  double wholePerSecond() {
    Instant begin =
        answers.stream().map(VlmCall::start).min(Comparator.naturalOrder()).orElseThrow();
    return answers.size() / (Duration.between(begin, answers.getLast().end()).toNanos() / 1e9);
  }

  /// Answers in each second from a moment on.
  List<Integer> perSecond(Instant from) {
    TreeMap<Long, Integer> bins = new TreeMap<>();
    for (VlmCall call : answers) {
      bins.merge(Duration.between(from, call.end()).dividedBy(BIN), 1, Integer::sum);
    }
    List<Integer> filled = new ArrayList<>();
    for (long bin = 0; !bins.isEmpty() && bin <= bins.lastKey(); bin++) {
      filled.add(bins.getOrDefault(bin, 0));
    }
    return filled;
  }
}
