package dev.pagestream.ingest.status;

import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// The latest status of every task, in a file on local disk, so that memory does not grow with the
/// number of tasks. Made anew at every start, because the topic is the truth. Thread-safe; writes
/// are in turn.
///
/// A finished task is hidden once it is older than the time to live, and then forgotten.
public final class StatusStore implements AutoCloseable {
  private static final int CACHE_MIB = 16;
  private static final int WRITE_BUFFER_KIB = 1024;

  private final MVStore store;
  private final MVMap<String, byte[]> tasks;

  /// Tasks not yet started, by time and id: a task's index is its place in the queue.
  private final MVMap<String, Boolean> pending;

  /// Finished tasks by the time they were finished and id: the oldest first.
  private final MVMap<String, Boolean> finished;

  private final Duration timeToLive;
  private final Clock clock;

  /// @throws UncheckedIOException when the file cannot be replaced
  /// @throws org.h2.mvstore.MVStoreException when another process uses it
  public StatusStore(Path file, Duration timeToLive, Clock clock) {
    this.timeToLive = timeToLive;
    this.clock = clock;
    this.store = open(file);
    this.tasks = store.openMap("tasks");
    this.pending = store.openMap("pending");
    this.finished = store.openMap("finished");
  }

  /// Takes over what the topic says; it is read in order, so the last one counts.
  public synchronized void put(TaskStatus status) {
    replace(status.getTaskId(), status);
  }

  /// Takes the first status of a task, unless a later one is known already.
  public synchronized void putFirst(TaskStatus status) {
    if (!tasks.containsKey(status.getTaskId())) {
      replace(status.getTaskId(), status);
    }
  }

  public synchronized void remove(String taskId) {
    replace(taskId, null);
  }

  /// Empty for unknown tasks and for those past their time to live.
  public Optional<TaskStatus> find(String taskId) {
    return Optional.ofNullable(tasks.get(taskId))
        .map(StatusStore::decode)
        .filter(status -> !expired(status));
  }

  /// How many tasks are to be started before this one, plus one; empty when it has started.
  public OptionalLong position(TaskStatus status) {
    long index =
        pending.getKeyIndex(timed(status.getSubmittedAt().toEpochMilli(), status.getTaskId()));
    return index < 0 ? OptionalLong.empty() : OptionalLong.of(index + 1);
  }

  public long size() {
    return tasks.sizeAsLong();
  }

  /// Forgets up to `limit` tasks past their time to live.
  public synchronized void forgetExpired(int limit) {
    String horizon = timed(clock.millis() - timeToLive.toMillis(), "");
    for (int i = 0; i < limit; i++) {
      String oldest = finished.firstKey();
      if (oldest == null || oldest.compareTo(horizon) >= 0) {
        return;
      }
      replace(oldest.substring(oldest.indexOf('/') + 1), null);
    }
  }

  static boolean isFinal(TaskStatus status) {
    return status.getState() != TaskState.PENDING && status.getState() != TaskState.STARTED;
  }

  private void replace(String taskId, @Nullable TaskStatus status) {
    byte[] before = tasks.get(taskId);
    if (before != null) {
      TaskStatus old = decode(before);
      pending.remove(timed(old.getSubmittedAt().toEpochMilli(), taskId));
      finished.remove(timed(old.getUpdatedAt().toEpochMilli(), taskId));
    }
    if (status == null) {
      tasks.remove(taskId);
      return;
    }
    tasks.put(taskId, encode(status));
    if (status.getState() == TaskState.PENDING) {
      pending.put(timed(status.getSubmittedAt().toEpochMilli(), taskId), true);
    } else if (isFinal(status)) {
      finished.put(timed(status.getUpdatedAt().toEpochMilli(), taskId), true);
    }
  }

  private boolean expired(TaskStatus status) {
    return isFinal(status) && status.getUpdatedAt().plus(timeToLive).isBefore(clock.instant());
  }

  private static String timed(long epochMillis, String taskId) {
    return "%015d/%s".formatted(epochMillis, taskId);
  }

  private static byte[] encode(TaskStatus status) {
    try {
      ByteBuffer buffer = TaskStatus.getEncoder().encode(status);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TaskStatus decode(byte[] bytes) {
    try {
      return TaskStatus.getDecoder().decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MVStore open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("status store cannot be replaced: " + file, e);
    }
    return new MVStore.Builder()
        .fileName(file.toString())
        .cacheSize(CACHE_MIB)
        .autoCommitBufferSize(WRITE_BUFFER_KIB)
        .compress()
        .open();
  }

  @Override
  public void close() {
    store.closeImmediately();
  }
}
