package dev.pagestream.samples.indexer;

import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps an index of what is finished. Any number of them in one group share the partitions.
///
/// Offsets are committed after the index has the records: whatever dies in between is read again,
/// which makes no difference to an index that knows revisions. So there is no more to do about
/// failures than to start again: registry, database or broker away end [#run] with an exception and
/// nothing committed. Only a record that can never be read is passed over, and said so.
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /// So long it takes to close at most, beside the work in hand.
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final EventCodec codec;
  private final MarkdownSource texts;
  private final DocumentIndex index;
  private volatile boolean closing;

  /// @param kafka `bootstrap.servers`, `group.id` and what it takes to connect
  /// @param codec decodes here rather than in the client, which could not get past a record it
  ///   cannot read
  public Indexer(
      Map<String, Object> kafka,
      String topic,
      EventCodec codec,
      MarkdownSource texts,
      DocumentIndex index) {
    Map<String, Object> settings = new HashMap<>(kafka);
    // Without it, documents of transactions that were rolled back would be seen too.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
    this.codec = codec;
    this.texts = texts;
    this.index = index;
  }

  /// Until another thread closes it. What was read by then is indexed and committed.
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (!closing) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          index.apply(changes(records));
          commit();
        }
      }
    }
  }

  @Override
  public void close() {
    closing = true;
  }

  private List<Change> changes(ConsumerRecords<byte[], byte[]> records) {
    List<Change> changes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      changes.add(change(record));
    }
    return changes;
  }

  private Change change(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return rejected(record, "no key");
    }
    if (record.value() == null) {
      return new Change.Remove(new String(record.key(), StandardCharsets.UTF_8));
    }
    try {
      DocumentFinished finished =
          codec.decode(record.topic(), record.value(), DocumentFinished.class);
      return new Change.Put(IndexedDocument.of(finished, texts.of(finished)));
    } catch (SerializationException e) {
      return rejected(record, e.toString());
    }
  }

  private static Change rejected(ConsumerRecord<byte[], byte[]> record, String reason) {
    String place = record.topic() + "-" + record.partition() + "@" + record.offset();
    LOG.atError().addKeyValue("place", place).log("passed over a record: {}", reason);
    return new Change.Reject(place, reason);
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.atInfo().setCause(e).log("partitions moved; the next owner reads these records again");
    }
  }
}
