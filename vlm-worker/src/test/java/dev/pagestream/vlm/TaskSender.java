package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.Hashes;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.TestSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends vision tasks as a page worker does: the crop into the blob store, then the record, keyed
/// by the hash of the crop. Closes neither blobs nor codec.
final class TaskSender implements AutoCloseable {
  private final TestSystem system;
  private final BlobStore blobs;
  private final EventCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;

  TaskSender(TestSystem system, BlobStore blobs, EventCodec codec) {
    this.system = system;
    this.blobs = blobs;
    this.codec = codec;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// A task for the lane `adhoc`, its crop stored.
  VisionTask.Builder task(String documentId, String picture, String url) {
    String pageKey = "documents/" + documentId + "/pages/" + picture + ".page";
    blobs.put(pageKey, Tasks.picture(picture));
    return Tasks.of(documentId, picture, url).setPageKey(pageKey);
  }

  void send(VisionTask task) {
    send(task, Instant.now().plus(Duration.ofMinutes(10)));
  }

  void send(VisionTask task, Instant deadline) {
    byte[] crop = blobs.range(task.getPageKey(), task.getImageOffset(), task.getImageBytes());
    EventHeaders headers =
        EventHeaders.of(task.getDocumentId(), "default", "default").withDeadline(deadline);
    String topic = system.catalog().visionTasks(task.getLane());
    byte[] key = Hashes.sha256(crop).getBytes(StandardCharsets.UTF_8);
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(topic, null, key, codec.encode(topic, task), headers.toHeaders()));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
