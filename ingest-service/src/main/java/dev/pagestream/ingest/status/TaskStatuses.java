package dev.pagestream.ingest.status;

import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.TopicFollower;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// Answers for every task of the system, whichever replica took it in (guarantee G10). Thread-safe.
///
/// An unknown task is said to be unknown only after the topic was read as far as it went when the
/// question came; until then the answer is "come back".
public final class TaskStatuses implements AutoCloseable {
  private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(5);
  private static final int MAX_CATCHING_UP = 64;

  /// What is known about a task.
  public sealed interface Lookup {
    record Found(TaskStatus status) implements Lookup {}

    record Unknown() implements Lookup {}

    /// Not read far enough to tell.
    record NotYet() implements Lookup {}
  }

  private final StatusStore store;
  private final StatusBoard board;
  private final TopicFollower follower;
  private final ReadPosition position = new ReadPosition();
  private final TopicEnds ends;
  private final Semaphore catchingUp = new Semaphore(MAX_CATCHING_UP);

  /// @param admin belongs to the caller
  /// @param file of the store, replaced
  /// @param maxWaiting long polls parked at once
  public TaskStatuses(
      KafkaSettings kafka,
      Admin admin,
      String topic,
      EventCodec codec,
      Path file,
      Duration timeToLive,
      int maxWaiting) {
    this.store = new StatusStore(file, timeToLive, Clock.systemUTC());
    this.board = new StatusBoard(store, maxWaiting);
    this.ends = new AdminTopicEnds(admin, topic);
    this.follower = new FollowedStatuses(topic, codec, board, position, ends).follower(kafka);
  }

  public void start() {
    follower.start();
  }

  /// Takes the first status of a task submitted here, right after it was committed.
  public void submitted(TaskStatus first) {
    board.putFirst(first);
  }

  /// @param wait how long to wait for a change when the task is not finished; zero answers at once
  public Lookup find(String taskId, Duration wait) throws InterruptedException {
    Optional<TaskStatus> known = store.find(taskId);
    if (known.isEmpty()) {
      if (!caughtUp()) {
        return new Lookup.NotYet();
      }
      known = store.find(taskId);
    }
    if (known.isPresent()) {
      known = board.awaitChange(known.get(), wait);
    }
    return known.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Unknown::new);
  }

  /// Place in the queue, from 1; empty when the task has started.
  public OptionalLong position(TaskStatus status) {
    return store.position(status);
  }

  /// Why answers may be missing; empty when they are not.
  public Optional<String> notReady() {
    return follower.notReady();
  }

  /// Completes when no more statuses are read, exceptionally when that was not asked for.
  public CompletableFuture<Void> ended() {
    return follower.ended();
  }

  /// Tasks in the store.
  public long size() {
    return store.size();
  }

  /// Lets parked polls answer now.
  public void wakeAll() {
    board.close();
  }

  private boolean caughtUp() throws InterruptedException {
    if (!catchingUp.tryAcquire()) {
      return false;
    }
    try {
      return position.await(ends.now(), CATCH_UP_LIMIT);
    } catch (KafkaException _) {
      return false; // Kafka does not say how far the topic goes, so nothing can be called unknown.
    } finally {
      catchingUp.release();
    }
  }

  @Override
  public void close() {
    board.close();
    follower.close();
    store.close();
  }
}
