package dev.pagestream.assembler.task;

import dev.pagestream.assembler.streams.CommitRequests;
import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.assembler.streams.StateEvents;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Takes from the records of documents what they say about their task, and gives it the task's key.
/// Records of other topics say nothing and are dropped. Thread-safe; its processors are confined to
/// their stream threads.
public final class TaskNews implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
  private final TopicCatalog topics;
  private final EventReader events;

  public TaskNews(TopicCatalog topics, EventReader events) {
    this.topics = topics;
    this.events = events;
  }

  @Override
  public Processor<byte[], byte[], byte[], byte[]> get() {
    return new Rekeying();
  }

  private Optional<TaskStatus> news(String topic, Record<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    byte @Nullable [] value = record.value();
    if (value == null) {
      return Optional.empty(); // A purged document; its task stays as it was.
    }
    String documentId = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (topic.equals(topics.documentsAccepted())) {
      return events.read(topic, documentId, value, DocumentAccepted.class).map(TaskProgress::of);
    }
    if (topic.equals(topics.documentsFinished())) {
      return events.read(topic, documentId, value, DocumentFinished.class).map(TaskProgress::of);
    }
    return Optional.empty();
  }

  private final class Rekeying implements Processor<byte[], byte[], byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private CommitRequests commits;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    Rekeying() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
      commits = new CommitRequests(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      String topic = context.recordMetadata().map(RecordMetadata::topic).orElseThrow();
      news(topic, record).ifPresent(news -> forward(record, news));
    }

    private void forward(Record<byte[], byte[]> record, TaskStatus news) {
      byte[] taskId = news.getTaskId().getBytes(StandardCharsets.UTF_8);
      context.forward(record.withKey(taskId).withValue(StateEvents.TASK.toBytes(news)));
      commits.request();
    }
  }
}
