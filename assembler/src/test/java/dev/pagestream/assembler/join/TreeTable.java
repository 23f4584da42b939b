package dev.pagestream.assembler.join;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A table in memory.
final class TreeTable implements ByteTable {
  private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  @Override
  public byte @Nullable [] get(byte[] key) {
    return entries.get(key);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    entries.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    entries.remove(key);
  }

  @Override
  public void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
    new TreeMap<>(entries)
        .forEach((key, value) -> {
          if (key.length >= prefix.length
              && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
            visitor.accept(key, value);
          }
        });
  }

  int size() {
    return entries.size();
  }
}
