package dev.pagestream.runtime.consume;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Kafka's own mocks over one log: the consumer reads it from its position, with gaps, and what the
/// producer commits is what the group has. Thread-safe.
final class FakeKafka {
  static final String TOPIC = "source";
  static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
  static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

  final LogConsumer consumer = new LogConsumer();
  final GroupProducer producer = new GroupProducer();

  /// What the group has committed.
  final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();

  /// Thrown by the next commits, one each.
  final Queue<RuntimeException> commitFailures = new ConcurrentLinkedQueue<>();

  /// Offsets of each committed transaction.
  final List<Map<TopicPartition, OffsetAndMetadata>> transactions = new CopyOnWriteArrayList<>();

  private final Map<TopicPartition, NavigableMap<Long, ConsumerRecord<byte[], byte[]>>> log =
      new HashMap<>(); // Guarded by this.
  private final Map<TopicPartition, Long> ends = new HashMap<>(); // Guarded by this.

  /// Adds a record.
  synchronized void record(TopicPartition partition, long offset, @Nullable String key) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    byte[] value = ("value-" + offset).getBytes(StandardCharsets.UTF_8);
    log.computeIfAbsent(partition, _ -> new TreeMap<>())
        .put(
            offset,
            new ConsumerRecord<>(partition.topic(), partition.partition(), offset, bytes, value));
    end(partition, offset + 1);
  }

  void records(TopicPartition partition, long... offsets) {
    for (long offset : offsets) {
      record(partition, offset, "k" + offset);
    }
  }

  /// The log ends here; what lies before it without a record is a gap.
  synchronized void end(TopicPartition partition, long end) {
    ends.put(partition, end);
  }

  synchronized void clear(TopicPartition partition) {
    log.remove(partition);
    ends.remove(partition);
  }

  void assign(TopicPartition... partitions) {
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
  }

  /// The group takes all partitions away without asking.
  void loseAll() {
    consumer.schedulePollTask(consumer::loseAll);
  }

  long committedOffset(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? -1 : offset.offset();
  }

  CommitMetadata committedMetadata(TopicPartition partition) {
    return CommitMetadata.decode(Objects.requireNonNull(committed.get(partition)).metadata());
  }

  /// Values of the records sent to this topic and committed.
  List<String> sent(String topic) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private synchronized long endOf(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private synchronized List<ConsumerRecord<byte[], byte[]>> from(
      TopicPartition partition, long position) {
    return List.copyOf(
        log.getOrDefault(partition, new TreeMap<>()).tailMap(position, true).values());
  }

  /// Positions are its own; the mock's are not used.
  final class LogConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, Long> positions = new HashMap<>(); // Guarded by this.
    private boolean losing; // Confined to the polling thread.

    LogConsumer() {
      super("earliest");
      updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    }

    @Override
    public synchronized void subscribe(
        Collection<String> topics, ConsumerRebalanceListener listener) {
      super.subscribe(topics, new LossListener(listener));
    }

    private void loseAll() {
      losing = true;
      rebalance(List.of());
      losing = false;
    }

    /// Waits without the lock, so that the test can get at it meanwhile.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      super.poll(Duration.ZERO);
      ConsumerRecords<byte[], byte[]> records = read();
      if (records.nextOffsets().isEmpty() && !timeout.isZero()) {
        LockSupport.parkNanos(1_000_000);
      }
      return records;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      positions.put(partition, offset);
    }

    @Override
    public synchronized long position(TopicPartition partition) {
      return positions.getOrDefault(partition, Math.max(0, committedOffset(partition)));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> answer = new HashMap<>(committed);
      answer.keySet().retainAll(partitions);
      return answer;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> answer = new HashMap<>();
      partitions.forEach(partition -> answer.put(partition, endOf(partition)));
      return answer;
    }

    private synchronized ConsumerRecords<byte[], byte[]> read() {
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
      Set<TopicPartition> fetched = new HashSet<>(assignment());
      fetched.removeAll(paused());
      for (TopicPartition partition : fetched) {
        long position =
            position(partition) > endOf(partition)
                ? 0
                : position(partition); // Out of range: earliest.
        if (endOf(partition) > position) {
          records.put(partition, new ArrayList<>(from(partition, position)));
          next.put(partition, new OffsetAndMetadata(endOf(partition)));
          positions.put(partition, endOf(partition));
        }
      }
      return new ConsumerRecords<>(records, next);
    }
  }

  /// The mock only revokes.
  private final class LossListener implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener listener;

    LossListener(ConsumerRebalanceListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (consumer.losing) {
        listener.onPartitionsLost(partitions);
      } else {
        listener.onPartitionsRevoked(partitions);
      }
    }
  }

  /// Commits into the group.
  final class GroupProducer extends MockProducer<byte[], byte[]> {
    GroupProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
      RuntimeException failure = commitFailures.poll();
      if (failure != null) {
        throw failure;
      }
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      uncommittedOffsets().values().forEach(offsets::putAll);
      // First the offsets: who sees the records goes on to look at them.
      committed.putAll(offsets);
      super.commitTransaction();
      transactions.add(offsets);
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      if (new String(record.value(), StandardCharsets.UTF_8).equals("indigestible")) {
        throw new SerializationException("indigestible");
      }
      return super.send(record);
    }
  }
}
