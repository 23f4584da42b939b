package dev.pagestream.ingest.submit;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Makes a submission durable before its id is told to anyone (guarantee G1): first the bytes,
/// then, in one transaction, a record per document and the task's first status. Thread-safe; called
/// on request threads.
public final class Submitter {
  private static final String TENANT = "default";
  private static final String QUEUE = TopicCatalog.DEFAULT_QUEUE;
  private static final EventHeaders TASK_HEADERS =
      new EventHeaders(
          Optional.empty(), TENANT, QUEUE, Optional.empty(), Optional.empty(), Optional.empty());

  private final BlobStore blobs;
  private final EventCodec codec;
  private final TopicCatalog topics;
  private final CommitLog commits;
  private final Consumer<TaskStatus> firstStatus;
  private final Clock clock;

  /// @param firstStatus told after the commit, so that this process knows its own tasks at once
  public Submitter(
      BlobStore blobs,
      EventCodec codec,
      TopicCatalog topics,
      CommitQueue commits,
      Consumer<TaskStatus> firstStatus,
      Clock clock) {
    this(blobs, codec, topics, (CommitLog) commits, firstStatus, clock);
  }

  Submitter(
      BlobStore blobs,
      EventCodec codec,
      TopicCatalog topics,
      CommitLog commits,
      Consumer<TaskStatus> firstStatus,
      Clock clock) {
    this.blobs = blobs;
    this.codec = codec;
    this.topics = topics;
    this.commits = commits;
    this.firstStatus = firstStatus;
    this.clock = clock;
  }

  /// Stores and announces the sources as one task. Does not close them.
  ///
  /// @return the first status of the new task
  /// @throws SubmitUnavailableException when Kafka is away, and the exceptions of blob store and
  ///   registry when they are
  public TaskStatus submit(List<NewSource> sources, ConversionOptions options)
      throws InterruptedException {
    String taskId = UUID.randomUUID().toString();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      DocumentOrigin origin = origin(taskId, i, sources.size(), sources.get(i).name(), now);
      DocumentSubmitted submitted = stored(origin, sources.get(i), options);
      String topic = topics.documentsSubmitted(QUEUE);
      records.add(
          record(
              topic,
              origin.getDocumentId(),
              codec.encode(topic, submitted),
              EventHeaders.of(origin.getDocumentId(), TENANT, QUEUE)));
    }
    TaskStatus status = pending(taskId, sources.size(), now);
    records.add(
        record(
            topics.tasksStatus(),
            taskId,
            codec.encode(topics.tasksStatus(), status),
            TASK_HEADERS));
    commits.commit(records);
    firstStatus.accept(status);
    return status;
  }

  private DocumentSubmitted stored(
      DocumentOrigin origin, NewSource source, ConversionOptions options) {
    DocumentSubmitted.Builder submitted =
        DocumentSubmitted.newBuilder().setOrigin(origin).setOptions(options);
    return switch (source) {
      case NewSource.Bytes(String _, SpooledFile file) -> {
        String key = BlobNames.source(origin.getDocumentId(), file.sha256());
        blobs.put(key, file.path());
        yield submitted
            .setSourceKey(key)
            .setSourceSha256(file.sha256())
            .setSourceBytes(file.bytes())
            .build();
      }
      case NewSource.Url url ->
          submitted
              .setSourceUrl(url.url().toString())
              .setSourceHeaders(url.sealedHeaders().orElse(null))
              .build();
    };
  }

  private static DocumentOrigin origin(
      String taskId, int index, int documents, String name, Instant now) {
    return DocumentOrigin.newBuilder()
        .setDocumentId(taskId + "-" + index)
        .setTaskId(taskId)
        .setTaskDocuments(documents)
        .setName(name)
        .setTenant(TENANT)
        .setQueue(QUEUE)
        .setSubmittedAt(now)
        .build();
  }

  private static TaskStatus pending(String taskId, int documents, Instant now) {
    return TaskStatus.newBuilder()
        .setTaskId(taskId)
        .setState(TaskState.PENDING)
        .setTenant(TENANT)
        .setQueue(QUEUE)
        .setDocuments(documents)
        .setSubmittedAt(now)
        .setUpdatedAt(now)
        .build();
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, byte[] value, EventHeaders headers) {
    return new ProducerRecord<>(
        topic, null, key.getBytes(StandardCharsets.UTF_8), value, headers.toHeaders());
  }
}
