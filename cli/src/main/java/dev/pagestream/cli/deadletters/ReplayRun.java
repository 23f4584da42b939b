package dev.pagestream.cli.deadletters;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Finds dead letters and sends them back. Not thread-safe.
public final class ReplayRun {
  /// Bounds a transaction; more dead letters go in several.
  private static final int MAX_PER_TRANSACTION = 1_000;

  private static final int MAX_REQUEST_BYTES = 9 << 20;

  private final Map<String, Object> clientProperties;
  private final TopicCatalog catalog;
  private final EventCodec codec;

  public ReplayRun(Map<String, Object> clientProperties, TopicCatalog catalog, EventCodec codec) {
    this.clientProperties = Map.copyOf(clientProperties);
    this.catalog = catalog;
    this.codec = codec;
  }

  DeadLetterArchive.Search find(Selection selection) {
    return new DeadLetterArchive(clientProperties, catalog, codec).find(selection);
  }

  /// Sends the dead letters back to their stages; each batch with its reopenings is one
  /// transaction.
  ///
  /// @param timeout from now to the deadline of the next revisions
  void replay(List<FoundDeadLetter> found, Duration timeout) {
    List<DeadLetter> letters =
        found.stream()
            .map(FoundDeadLetter::letter)
            .filter(letter -> !letter.getDocumentId().isEmpty())
            .toList();
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, catalog.group("replay") + "." + UUID.randomUUID());
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (int from = 0; from < letters.size(); from += MAX_PER_TRANSACTION) {
        int to = Math.min(letters.size(), from + MAX_PER_TRANSACTION);
        send(producer, letters.subList(from, to), timeout);
      }
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, List<DeadLetter> letters, Duration timeout) {
    Replay replay =
        new Replay(catalog, codec, UUID.randomUUID().toString(), Instant.now(), timeout);
    producer.beginTransaction();
    try {
      for (ProducerRecord<byte[], byte[]> record : replay.records(letters)) {
        var _ = producer.send(record); // A failed send fails the commit.
      }
      producer.commitTransaction();
    } catch (RuntimeException e) {
      producer.abortTransaction();
      throw e;
    }
  }
}
