package dev.pagestream.assembler.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The stores of the assembler: RocksDB, each with a compacted changelog in Kafka. Names are part
/// of the state on disk.
public final class StateStores {
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "cleanup.policy",
          "compact",
          "compression.type",
          "zstd",
          "segment.bytes",
          Integer.toString(64 << 20));

  private StateStores() {}

  /// A store of bytes without a cache: every change goes to the changelog as it is made.
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }
}
