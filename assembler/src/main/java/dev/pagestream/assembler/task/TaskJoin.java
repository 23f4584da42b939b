package dev.pagestream.assembler.task;

import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.assembler.streams.StateStores;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/// The task join as a step of a topology: news of documents by task id in, records of
/// `tasks.status` out. Thread-safe.
public final class TaskJoin implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
  private final TopicCatalog topics;
  private final EventCodec codec;
  private final EventReader events;
  private final Duration retention;

  /// @param retention how long a task is remembered after its last news
  public TaskJoin(TopicCatalog topics, EventCodec codec, EventReader events, Duration retention) {
    this.topics = topics;
    this.codec = codec;
    this.events = events;
    this.retention = retention;
  }

  @Override
  public Processor<byte[], byte[], byte[], byte[]> get() {
    return new TaskProcessor(codec, events, topics.tasksStatus(), retention);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        StateStores.persistent(TaskProcessor.TASKS),
        StateStores.persistent(TaskProcessor.EXPIRIES));
  }
}
