package dev.pagestream.assembler.join;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Changes to a store, held back until [#flush()]: a record whose rules fail half-way leaves no
/// trace. Used for one record. Confined to the stream thread.
final class BufferedTable implements ByteTable {
  /// State is never empty: it begins with its version.
  private static final byte[] DELETED = new byte[0];

  private final KeyValueStore<Bytes, byte[]> store;
  private final NavigableMap<byte[], byte[]> changes = new TreeMap<>(Arrays::compareUnsigned);

  BufferedTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    byte[] changed = changes.get(key);
    if (changed == null) {
      return store.get(Bytes.wrap(key));
    }
    return changed.length == 0 ? null : changed;
  }

  @Override
  public void put(byte[] key, byte[] value) {
    changes.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    changes.put(key, DELETED);
  }

  @Override
  public void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
    NavigableMap<byte[], byte[]> pending = new TreeMap<>(changesUnder(prefix));
    try (KeyValueIterator<Bytes, byte[]> stored =
        store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      while (stored.hasNext()) {
        KeyValue<Bytes, byte[]> entry = stored.next();
        byte[] key = entry.key.get();
        visitAll(pending.headMap(key, false), visitor);
        byte[] changed = pending.remove(key);
        visit(key, changed == null ? entry.value : changed, visitor);
      }
    }
    visitAll(pending, visitor);
  }

  private NavigableMap<byte[], byte[]> changesUnder(byte[] prefix) {
    NavigableMap<byte[], byte[]> from = changes.tailMap(prefix, true);
    byte[] end = prefix.clone();
    end[end.length - 1]++; // A prefix never ends with 0xFF: its last byte is a tag or zero.
    return from.headMap(end, false);
  }

  /// Empties `entries`.
  private static void visitAll(Map<byte[], byte[]> entries, BiConsumer<byte[], byte[]> visitor) {
    entries.forEach((key, value) -> visit(key, value, visitor));
    entries.clear();
  }

  private static void visit(byte[] key, byte[] value, BiConsumer<byte[], byte[]> visitor) {
    if (value.length > 0) {
      visitor.accept(key, value);
    }
  }

  /// Writes the changes to the store.
  void flush() {
    changes.forEach((key, value) -> {
      if (value.length == 0) {
        store.delete(Bytes.wrap(key));
      } else {
        store.put(Bytes.wrap(key), value);
      }
    });
    changes.clear();
  }
}
