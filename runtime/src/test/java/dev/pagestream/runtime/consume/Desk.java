package dev.pagestream.runtime.consume;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// A handler whose calls wait until the test tells each how to end. Thread-safe.
final class Desk implements RecordHandler {
  static final String RESULTS = "results";

  /// Calls begun, in order, by offset; every attempt is one.
  final List<Long> begun = new CopyOnWriteArrayList<>();

  /// Offsets whose call was interrupted.
  final List<Long> interrupted = new CopyOnWriteArrayList<>();

  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();

  private final Map<String, BlockingQueue<Ending>> endings = new ConcurrentHashMap<>();

  /// How a call ends.
  interface Ending {
    Outcome end(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    begun.add(record.offset());
    try {
      return endings(record.partition(), record.offset()).take().end(record, slot);
    } catch (InterruptedException e) {
      interrupted.add(record.offset());
      throw e;
    } finally {
      running.decrementAndGet();
    }
  }

  /// Ends one call of these records with their values as results.
  void finish(TopicPartition partition, long... offsets) {
    for (long offset : offsets) {
      end(partition, offset, (record, _) -> done(record));
    }
  }

  /// Tells a call, begun or yet to begin, how to end.
  void end(TopicPartition partition, long offset, Ending ending) {
    endings(partition.partition(), offset).add(ending);
  }

  static Outcome done(ConsumerRecord<byte[], byte[]> record) {
    return Outcome.done(List.of(new ProducerRecord<>(RESULTS, record.key(), record.value())));
  }

  private BlockingQueue<Ending> endings(int partition, long offset) {
    return endings.computeIfAbsent(partition + "/" + offset, _ -> new LinkedBlockingQueue<>());
  }
}
