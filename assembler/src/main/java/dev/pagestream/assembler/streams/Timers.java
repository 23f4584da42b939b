package dev.pagestream.assembler.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// A store of ids in the order they are due: the key is the time as eight big-endian bytes, then
/// the id. Looking for what is due reads nothing else, however many there are, and does not pass
/// again over what was cleared (in RocksDB a scan over deleted entries is slow until they are
/// compacted). Confined to the stream thread.
public final class Timers {
  private static final byte[] NOTHING = {0};

  private final KeyValueStore<Bytes, byte[]> store;

  /// Nothing is due before this.
  private long lookedUpToMillis;

  public Timers(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Sets a timer in place of an earlier one.
  ///
  /// @param beforeMillis as an earlier call returned it, 0 for none
  /// @return when it will be due; not before the last look
  public long move(long beforeMillis, long dueMillis, String id) {
    long atMillis = Math.max(dueMillis, lookedUpToMillis);
    if (beforeMillis != atMillis) {
      clear(beforeMillis, id);
      store.put(key(atMillis, id), NOTHING);
    }
    return atMillis;
  }

  /// @param dueMillis as [#move] returned it, 0 for none
  public void clear(long dueMillis, String id) {
    if (dueMillis != 0) {
      store.delete(key(dueMillis, id));
    }
  }

  /// @param dueMillis as it was set
  public record Due(long dueMillis, String id) {}

  /// The first `limit` that are due, earliest first. The caller clears or moves each of them.
  public List<Due> due(long nowMillis, int limit) {
    List<Due> due = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(key(lookedUpToMillis, ""), key(nowMillis + 1, ""))) {
      while (due.size() < limit && entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        ByteBuffer key = ByteBuffer.wrap(entry.key.get());
        due.add(new Due(key.getLong(), StandardCharsets.UTF_8.decode(key).toString()));
      }
    }
    lookedUpToMillis = due.size() < limit ? nowMillis : due.getLast().dueMillis();
    return due;
  }

  private static Bytes key(long dueMillis, String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + text.length).putLong(dueMillis).put(text).array());
  }
}
