package dev.pagestream.runtime.consume;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Which offsets of a partition are finished. Pure; confined to the loop thread.
///
/// It keeps what is *unfinished*: every offset below `next` that is not in that set is finished, be
/// it a record's or a gap's (transaction markers, aborted and compacted records, which the consumer
/// never returns). So a gap of any length costs nothing.
final class OffsetLedger {
  /// More deaths are not counted: at this number the record becomes a dead letter.
  static final int MAX_DEATHS = 3;

  private final NavigableSet<Long> unfinished = new TreeSet<>();
  private final Map<Long, Integer> deaths = new HashMap<>();
  private final long restoredBase;
  private final BitSet restored;
  private long next;

  /// Takes up where the commit left off: nothing is known above `base` but what the metadata says.
  OffsetLedger(long base, CommitMetadata metadata) {
    this.restoredBase = base;
    this.restored = metadata.finished();
    this.next = base;
    for (int index = 0; index < CommitMetadata.MAX_SPAN; index++) {
      if (metadata.deaths(index) > 0) {
        deaths.put(base + index, metadata.deaths(index));
      }
    }
  }

  /// The lowest offset that is not finished: what is committed.
  long base() {
    return unfinished.isEmpty() ? next : unfinished.first();
  }

  /// The next offset to be examined; all below it are known.
  long next() {
    return next;
  }

  /// A record came. Offsets between the last one and it are a gap.
  ///
  /// @return whether it is to be worked on; false when it was finished before a restart
  boolean arrive(long offset) {
    skipTo(offset);
    next = offset + 1;
    if (wasFinished(offset)) {
      return false;
    }
    unfinished.add(offset);
    return true;
  }

  /// No record will come for the offsets from `next` up to, without, this one.
  void skipTo(long offset) {
    if (offset > next) {
      long from = next;
      deaths.keySet().removeIf(dead -> dead >= from && dead < offset);
      next = offset;
    }
  }

  void finish(long offset) {
    unfinished.remove(offset);
    deaths.remove(offset);
  }

  /// Takes a [#finish] back that could not be committed.
  void reopen(long offset) {
    unfinished.add(offset);
  }

  /// The process died while offsets from the base up to, without, `end` may have been running.
  void countDeaths(long end) {
    for (long offset = restoredBase;
        offset < Math.min(end, restoredBase + CommitMetadata.MAX_SPAN);
        offset++) {
      if (!wasFinished(offset)) {
        deaths.merge(offset, 1, (count, one) -> Math.min(MAX_DEATHS, count + one));
      }
    }
  }

  int deaths(long offset) {
    return deaths.getOrDefault(offset, 0);
  }

  /// What to commit beside [#base]. Offsets further above the base than the metadata can span are
  /// left out: a gap is found again, a record was not started there.
  ///
  /// @param startMark offset below which records may start, or anything not above the base for none
  CommitMetadata metadata(long startMark) {
    long base = base();
    long end = base + CommitMetadata.MAX_SPAN;
    BitSet finished = new BitSet();
    finished.set(0, (int) (Math.min(next, end) - base));
    unfinished.headSet(end).forEach(offset -> finished.clear((int) (offset - base)));
    for (long offset = next; offset < Math.min(end, restoredBase + restored.length()); offset++) {
      finished.set((int) (offset - base), wasFinished(offset));
    }
    BitSet deaths1 = new BitSet();
    BitSet deaths2 = new BitSet();
    deaths.forEach((offset, count) -> {
      if (offset >= base && offset < end) {
        deaths1.set((int) (offset - base), (count & 1) != 0);
        deaths2.set((int) (offset - base), (count & 2) != 0);
      }
    });
    return new CommitMetadata(
        finished, (int) (Math.clamp(startMark, base, end) - base), deaths1, deaths2);
  }

  private boolean wasFinished(long offset) {
    long index = offset - restoredBase;
    return index >= 0 && index < restored.length() && restored.get((int) index);
  }
}
