package dev.pagestream.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls of a [FakeVlm]: numbers them, counts those in flight, keeps those that ended. Thread-safe.
final class CallLog {
  private final List<VlmCall> ended = new ArrayList<>(); // All guarded by this.
  private final Map<String, Integer> attempts = new HashMap<>();
  private int arrived;
  private int inFlight;
  private int maxInFlight;

  /// Place of a call in the order of arrival, and among those with its picture.
  record Ticket(int number, int attempt) {}

  synchronized Ticket arrive(String pictureSha256) {
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    return new Ticket(++arrived, attempts.merge(pictureSha256, 1, Integer::sum));
  }

  synchronized void end(VlmCall call) {
    inFlight--;
    ended.add(call);
  }

  synchronized List<VlmCall> calls() {
    return ended.stream().sorted(Comparator.comparingInt(VlmCall::number)).toList();
  }

  synchronized int inFlight() {
    return inFlight;
  }

  synchronized int maxInFlight() {
    return maxInFlight;
  }

  synchronized void clear() {
    ended.clear();
    attempts.clear();
    arrived = 0;
    maxInFlight = inFlight;
  }
}
