package dev.pagestream.runtime.consume;

import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The records of a partition that are in memory, waiting or running, and how much more may come.
/// Confined to the loop thread.
final class HeldRecords {
  private final long maxBytes;
  private final int maxRecords;
  private final NavigableMap<Long, PendingRecord> byOffset = new TreeMap<>();
  private long bytes;

  HeldRecords(long maxBytes, int maxRecords) {
    this.maxBytes = maxBytes;
    this.maxRecords = maxRecords;
  }

  void add(PendingRecord pending) {
    byOffset.put(pending.offset(), pending);
    bytes += pending.bytes();
  }

  void remove(PendingRecord pending) {
    if (byOffset.remove(pending.offset()) != null) {
      bytes -= pending.bytes();
    }
  }

  boolean contains(PendingRecord pending) {
    return byOffset.containsKey(pending.offset());
  }

  /// Whether the bytes have reached their bound, so that no record may be added.
  boolean full() {
    return bytes >= maxBytes;
  }

  /// Whether enough is held for now. After a pause, less than half of it must be left before more
  /// is fetched.
  boolean wantsPause(boolean paused) {
    int share = paused ? 2 : 1;
    return bytes >= Math.max(1, maxBytes / share)
        || byOffset.size() >= Math.max(1, maxRecords / share);
  }

  int records() {
    return byOffset.size();
  }

  long bytes() {
    return bytes;
  }

  /// Timestamp of the lowest record, in epoch milliseconds.
  OptionalLong oldestTimestamp() {
    return byOffset.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(byOffset.firstEntry().getValue().record().timestamp());
  }
}
