package dev.pagestream.assembler.join;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sorted bytes: all that the rules need of a store. Keys sort as unsigned bytes.
interface ByteTable {
  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /// Visits the entries whose key begins with `prefix`, in order, as they were when the scan began.
  /// The visitor may change the table.
  void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor);
}
