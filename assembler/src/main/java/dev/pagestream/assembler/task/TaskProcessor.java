package dev.pagestream.assembler.task;

import dev.pagestream.assembler.streams.CommitRequests;
import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.assembler.streams.StateEvents;
import dev.pagestream.assembler.streams.Timers;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Folds news into tasks. Confined to the stream thread.
final class TaskProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String TASKS = "tasks";
  static final String EXPIRIES = "task-expiries";

  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final int MAX_PER_SWEEP = 1000;

  private final EventCodec codec;
  private final EventReader events;
  private final String statusTopic;
  private final Duration retention;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> tasks;
  private Timers expiries;
  private CommitRequests commits;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
  TaskProcessor(EventCodec codec, EventReader events, String statusTopic, Duration retention) {
    this.codec = codec;
    this.events = events;
    this.statusTopic = statusTopic;
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    tasks = context.getStateStore(TASKS);
    expiries = new Timers(context.getStateStore(EXPIRIES));
    commits = new CommitRequests(context);
    context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::sweep);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      fold(record);
    } catch (
        IllegalStateException
            e) { // State nobody can read any more costs its own task, not the join.
      events.passOver(TASKS, new String(record.key(), StandardCharsets.UTF_8), e.toString());
    }
  }

  private void fold(Record<byte[], byte[]> record) {
    Optional<TaskStatus> known = status(Bytes.wrap(record.key()));
    TaskStatus news = StateEvents.TASK.fromBytes(record.value());
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    TaskProgress.merged(known, news, now)
        .ifPresent(status -> publish(record, status, known.isEmpty()));
  }

  private void publish(Record<byte[], byte[]> record, TaskStatus status, boolean isNew) {
    byte[] value = codec.encode(statusTopic, status);
    tasks.put(Bytes.wrap(record.key()), StateEvents.TASK.toBytes(status));
    if (isNew) {
      expiries.move(0, expiryMillis(status), status.getTaskId());
    }
    EventHeaders headers =
        new EventHeaders(
            Optional.empty(),
            status.getTenant(),
            status.getQueue(),
            Optional.empty(),
            Optional.empty(),
            EventHeaders.read(record.headers()).traceparent());
    context.forward(
        new Record<>(
            record.key(), value, status.getUpdatedAt().toEpochMilli(), headers.toHeaders()));
    commits.request();
  }

  /// The timer stands where the first news put it; news that came since put it off.
  private void sweep(long nowMillis) {
    for (Timers.Due due : expiries.due(nowMillis, MAX_PER_SWEEP)) {
      Bytes taskId = Bytes.wrap(due.id().getBytes(StandardCharsets.UTF_8));
      long expiryMillis = status(taskId).map(this::expiryMillis).orElse(0L);
      if (expiryMillis > nowMillis) {
        expiries.move(due.dueMillis(), expiryMillis, due.id());
      } else {
        expiries.clear(due.dueMillis(), due.id());
        tasks.delete(taskId);
      }
    }
  }

  private long expiryMillis(TaskStatus status) {
    return status.getUpdatedAt().plus(retention).toEpochMilli();
  }

  private Optional<TaskStatus> status(Bytes taskId) {
    return Optional.ofNullable(tasks.get(taskId)).map(StateEvents.TASK::fromBytes);
  }
}
