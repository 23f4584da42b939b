package dev.pagestream.runtime.consume;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The records of a partition that are not started yet, lowest offset first. Under
/// [Ordering#BY_KEY] a record is ready only when none of its key before it is unfinished; records
/// without a key stand for themselves. Confined to the loop thread.
final class StartQueue {
  private final Ordering ordering;
  private final NavigableMap<Long, PendingRecord> ready = new TreeMap<>();

  /// Per key that is ready or running: the records behind it.
  private final Map<ByteBuffer, Deque<PendingRecord>> chains = new HashMap<>();

  /// Offsets put back, which have let the next of their key go already.
  private final Set<Long> putBack = new HashSet<>();

  StartQueue(Ordering ordering) {
    this.ordering = ordering;
  }

  void add(PendingRecord pending) {
    ByteBuffer key = key(pending);
    if (key == null) {
      ready.put(pending.offset(), pending);
      return;
    }
    Deque<PendingRecord> behind = chains.get(key);
    if (behind == null) {
      chains.put(key, new ArrayDeque<>());
      ready.put(pending.offset(), pending);
    } else {
      behind.add(pending);
    }
  }

  /// Puts a record back in front that was taken before: its result could not be sent.
  void putBack(PendingRecord pending) {
    ready.put(pending.offset(), pending);
    putBack.add(pending.offset());
  }

  /// Records that may start now, lowest offset first. A view; not to be changed while it is walked.
  Collection<PendingRecord> ready() {
    return ready.values();
  }

  void take(PendingRecord pending) {
    ready.remove(pending.offset());
  }

  /// A record that was taken has ended: the next of its key becomes ready.
  void ended(PendingRecord pending) {
    if (putBack.remove(pending.offset())) {
      return;
    }
    ByteBuffer key = key(pending);
    Deque<PendingRecord> behind = key == null ? null : chains.get(key);
    if (behind == null) {
      return;
    }
    PendingRecord next = behind.poll();
    if (next == null) {
      chains.remove(key);
    } else {
      ready.put(next.offset(), next);
    }
  }

  private @Nullable ByteBuffer key(PendingRecord pending) {
    byte[] key = pending.record().key();
    return switch (ordering) {
      case UNORDERED -> null;
      case BY_KEY -> key == null ? null : ByteBuffer.wrap(key);
    };
  }
}
