package dev.pagestream.cli.progress;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Follows all documents of a system from the moment it is opened. Thread-safe; one thread of its
/// own reads.
public final class DocumentFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /// Documents remembered, oldest forgotten first; enough for everything one command hands in.
  private static final int MAX_DOCUMENTS = 10_000;

  private final TopicCatalog catalog;
  private final EventCodec codec;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CountDownLatch positioned = new CountDownLatch(1);
  private final Thread reader;
  private final Map<String, DocumentProgress> documents; // Guarded by itself.
  private volatile @Nullable KafkaException failure;

  private DocumentFollower(
      Map<String, Object> clientProperties, TopicCatalog catalog, EventCodec codec) {
    this.catalog = catalog;
    this.codec = codec;
    this.documents = new BoundedMap(MAX_DOCUMENTS);
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.reader = Thread.ofPlatform().name("document-follower").daemon().unstarted(this::read);
  }

  /// Opens at the current end of the topics; everything submitted from now on is seen.
  ///
  /// @throws IllegalStateException when Kafka does not answer
  public static DocumentFollower open(
      Map<String, Object> clientProperties, TopicCatalog catalog, EventCodec codec)
      throws InterruptedException {
    DocumentFollower follower = new DocumentFollower(clientProperties, catalog, codec);
    follower.reader.start();
    if (!follower.positioned.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      follower.close();
      throw new IllegalStateException(
          "Kafka did not answer within " + START_LIMIT.toSeconds() + " s");
    }
    KafkaException failed = follower.failure;
    if (failed != null) {
      follower.close();
      throw failed;
    }
    return follower;
  }

  /// How far the document is, as a short phrase.
  public String phrase(String documentId) {
    synchronized (documents) {
      return documents.getOrDefault(documentId, DocumentProgress.NONE).phrase();
    }
  }

  /// The finished record of the document when it was seen.
  public Optional<DocumentFinished> finished(String documentId) {
    synchronized (documents) {
      return documents.getOrDefault(documentId, DocumentProgress.NONE).finished();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      List<TopicPartition> partitions =
          List.of(
                  catalog.documentsAccepted(),
                  catalog.pagesAnalyzed(),
                  catalog.visionResults(),
                  catalog.deadLetters(),
                  catalog.documentsFinished())
              .stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      positioned.countDown();
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null && record.value() != null) {
            apply(new String(record.key(), StandardCharsets.UTF_8), record);
          }
        }
      }
    } catch (WakeupException _) {
      // Closed.
    } catch (KafkaException e) {
      failure = e;
      positioned.countDown();
    }
  }

  private void apply(String documentId, ConsumerRecord<byte[], byte[]> record) {
    synchronized (documents) {
      DocumentProgress before = documents.getOrDefault(documentId, DocumentProgress.NONE);
      try {
        documents.put(documentId, after(before, record));
      } catch (SerializationException _) {
        // A record nobody can read makes this display less exact, no more.
      }
    }
  }

  private DocumentProgress after(DocumentProgress before, ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(catalog.documentsAccepted())) {
      DocumentAccepted accepted = codec.decode(topic, record.value(), DocumentAccepted.class);
      return before.accepted(accepted.getLastPage() - accepted.getFirstPage() + 1);
    }
    if (topic.equals(catalog.pagesAnalyzed())) {
      PageAnalyzed page = codec.decode(topic, record.value(), PageAnalyzed.class);
      return before.analyzed(
          (int)
              page.getPictures().stream()
                  .filter(picture -> picture.getFingerprint() != null)
                  .count());
    }
    if (topic.equals(catalog.visionResults())) {
      codec.decode(topic, record.value(), VisionResult.class);
      return before.described();
    }
    if (topic.equals(catalog.deadLetters())) {
      return failed(before, codec.decode(topic, record.value(), DeadLetter.class));
    }
    return before.finished(codec.decode(topic, record.value(), DocumentFinished.class));
  }

  private static DocumentProgress failed(DocumentProgress before, DeadLetter letter) {
    return switch (letter.getPart().getKind()) {
      case PAGE -> before.pageFailed();
      case PICTURE -> before.pictureFailed();
      case DOCUMENT, FINISH, UNKNOWN -> before.refused();
    };
  }

  private static final class BoundedMap extends LinkedHashMap<String, DocumentProgress> {
    private static final long serialVersionUID = 1;
    private final int limit;

    BoundedMap(int limit) {
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, DocumentProgress> eldest) {
      return size() > limit;
    }
  }
}
