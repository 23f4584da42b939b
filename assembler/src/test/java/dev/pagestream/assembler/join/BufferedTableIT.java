package dev.pagestream.assembler.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.streams.StateStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over RocksDB, whose order and prefix scans the rules rely on.
class BufferedTableIT {
  @TempDir private Path directory;

  @Test
  void behavesLikeATableInMemory() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
      KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore("store");
      TreeTable model = new TreeTable();
      Random random = new Random(20261121);
      for (int round = 0; round < 200; round++) {
        BufferedTable table = new BufferedTable(store);
        for (int change = 0; change < 20; change++) {
          change(random, table, model);
        }
        byte[] prefix = {(byte) random.nextInt(4)};
        assertThat(scanned(table, prefix)).as("round %d", round).isEqualTo(scanned(model, prefix));
        byte[] key = key(random);
        assertThat(table.get(key)).isEqualTo(model.get(key));
        table.flush();
        assertThat(scanned(table, prefix))
            .as("flushed, round %d", round)
            .isEqualTo(scanned(model, prefix));
      }
    }
  }

  @Test
  void leavesNoTraceWithoutAFlush() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
      KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore("store");
      store.put(Bytes.wrap(new byte[] {1}), new byte[] {7});

      BufferedTable table = new BufferedTable(store);
      table.delete(new byte[] {1});
      table.put(new byte[] {2}, new byte[] {8});

      assertThat(store.get(Bytes.wrap(new byte[] {1}))).containsExactly(7);
      assertThat(store.get(Bytes.wrap(new byte[] {2}))).isNull();
    }
  }

  private static void change(Random random, ByteTable table, ByteTable model) {
    byte[] key = key(random);
    if (random.nextInt(3) == 0) {
      table.delete(key);
      model.delete(key);
    } else {
      byte[] value = {1, (byte) random.nextInt()};
      table.put(key, value);
      model.put(key, value);
    }
  }

  private static byte[] key(Random random) {
    return new byte[] {(byte) random.nextInt(4), (byte) random.nextInt(256)};
  }

  private static List<String> scanned(ByteTable table, byte[] prefix) {
    List<String> entries = new ArrayList<>();
    table.scan(
        prefix,
        (key, value) ->
            entries.add(HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(value)));
    return entries;
  }

  private static Topology topology() {
    return new Topology()
        .addSource(
            "source", Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer(), "topic")
        .addProcessor("nothing", Nothing::new, "source")
        .addStateStore(StateStores.persistent("store"), "nothing");
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "table-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    return properties;
  }

  private static final class Nothing implements Processor<byte[], byte[], byte[], byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      throw new AssertionError("nothing is sent");
    }
  }
}
