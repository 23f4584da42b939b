package dev.pagestream.benchmarks;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Hashes;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.vlm.VlmWorkerConfig;
import dev.pagestream.vlm.VlmWorkerService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A vlm-worker on real Kafka whose lane is filled before it starts, so that nothing but the worker
/// decides how fast a model server is asked. Each bench has topics of its own.
final class WorkerBench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String PARAMS = "{\"model\": \"fake-vision\"}";
  private static final String PROMPT = "Describe this image in a few sentences.";

  private final TestSystem system;
  private final Path directory;
  private final BlobStore blobs;
  private final EventCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;

  WorkerBench(KafkaCluster kafka) throws IOException {
    system = TestSystem.create(kafka);
    directory = Files.createTempDirectory("worker-bench-");
    blobs = BlobStores.files(directory);
    codec = system.codec();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Puts tasks on the lane.
  ///
  /// @param documents each asks about `pictures` pictures
  /// @param distinct pictures there are; documents share them when there are fewer than asked about
  void fill(FakeVlm vlm, int documents, int pictures, int distinct) {
    for (int picture = 0; picture < distinct; picture++) {
      blobs.put(key(picture), bytes(picture));
    }
    for (int i = 0; i < documents * pictures; i++) {
      send(vlm, "bench" + i / pictures + "-0", i % pictures, i % distinct);
    }
    producer.flush();
  }

  private void send(FakeVlm vlm, String documentId, int index, int picture) {
    byte[] crop = bytes(picture);
    String sha256 = Hashes.sha256(crop);
    VisionTask task =
        VisionTask.newBuilder()
            .setDocumentId(documentId)
            .setPage(1)
            .setPicture(index)
            .setFingerprint(Fingerprint.of(sha256, FakeVlm.MODEL, PROMPT, PARAMS, "default"))
            .setPurpose(VisionPurpose.DESCRIBE_PICTURE)
            .setPageKey(key(picture))
            .setImageOffset(0)
            .setImageBytes(crop.length)
            .setImageMediaType("image/png")
            .setImageSha256(sha256)
            .setLane("adhoc")
            .setUrl(vlm.url().toString())
            .setParams(PARAMS)
            .setModel(FakeVlm.MODEL)
            .setPrompt(PROMPT)
            .setTimeoutMs(60_000)
            .setConcurrency(0)
            .build();
    String topic = system.catalog().visionTasks("adhoc");
    EventHeaders headers =
        EventHeaders.of(documentId, "default", "default").withDeadline(Instant.now().plus(LIMIT));
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(
                topic,
                null,
                sha256.getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, task),
                headers.toHeaders()));
  }

  /// A worker over the lane.
  ///
  /// @param window calls per partition, of which there are 8
  /// @param adhocLimit calls in flight at most
  VlmWorkerService worker(int window, int adhocLimit) {
    return VlmWorkerService.create(
        ConfigLoader.load(
            VlmWorkerConfig.class,
            Map.of(
                "kafka", Map.of("bootstrapServers", system.bootstrapServers()),
                "registry", Map.of("url", system.registryUrl()),
                "topics",
                    Map.of(
                        "prefix", system.prefix(),
                        "joinPartitions", system.catalog().sizing().joins(),
                        "pagePartitions", system.catalog().sizing().pages(),
                        "lanePartitions", system.catalog().sizing().lane(),
                        "replicationFactor", 1),
                "blobs", Map.of("kind", "FILES", "directory", directory.toString()),
                "instanceId", "bench",
                "lanes", Map.of("adhoc", Map.of("window", window)),
                "calls", Map.of("adhocLimit", adhocLimit, "retryBase", "100ms"))),
        new SimpleMeterRegistry());
  }

  /// Waits until so many tasks have their result.
  List<VisionResult> results(int count) {
    return new TopicReader(system.bootstrapServers(), codec)
        .read(system.catalog().visionResults(), VisionResult.class, count, LIMIT).stream()
            .map(event -> event.value())
            .toList();
  }

  /// A small picture that no other number has.
  static byte[] bytes(int picture) {
    return ("picture " + picture).getBytes(StandardCharsets.UTF_8);
  }

  private static String key(int picture) {
    return "documents/bench/pages/" + picture + ".page";
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
    blobs.close();
  }
}
