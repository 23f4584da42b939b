package dev.pagestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusStoreIT {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TTL = Duration.ofHours(1);

  @TempDir Path directory;

  /// Makes Avro trust our classes, as the service's codec does.
  private final PlainCodec codec = new PlainCodec();

  @AfterEach
  void close() {
    codec.close();
  }

  @Test
  void theLatestStatusCounts() {
    try (StatusStore store = store(NOW)) {
      store.put(status("a", TaskState.PENDING, NOW));
      store.put(status("a", TaskState.STARTED, NOW));

      assertThat(store.find("a")).map(TaskStatus::getState).contains(TaskState.STARTED);
      assertThat(store.find("b")).isEmpty();
    }
  }

  @Test
  void theFirstStatusNeverReplacesALaterOne() {
    try (StatusStore store = store(NOW)) {
      store.put(status("a", TaskState.SUCCESS, NOW));

      store.putFirst(status("a", TaskState.PENDING, NOW));

      assertThat(store.find("a")).map(TaskStatus::getState).contains(TaskState.SUCCESS);
    }
  }

  @Test
  void thePlaceInTheQueueCountsTasksNotYetStarted() {
    try (StatusStore store = store(NOW)) {
      TaskStatus first = status("first", TaskState.PENDING, NOW);
      TaskStatus second = status("second", TaskState.PENDING, NOW.plusMillis(1));
      store.put(second);
      store.put(first);
      assertThat(store.position(second)).isEqualTo(OptionalLong.of(2));

      store.put(status("first", TaskState.STARTED, NOW));

      assertThat(store.position(second)).isEqualTo(OptionalLong.of(1));
      assertThat(store.position(first)).isEmpty();
    }
  }

  @Test
  void aFinishedTaskIsHiddenAfterItsTimeAndThenForgotten() {
    try (StatusStore store = store(NOW.plus(TTL).plusMillis(1))) {
      store.put(status("old", TaskState.SUCCESS, NOW));
      store.put(status("running", TaskState.STARTED, NOW));
      store.put(status("young", TaskState.FAILURE, NOW.plusMillis(2)));

      assertThat(store.find("old")).isEmpty();
      assertThat(store.size()).isEqualTo(3);
      store.forgetExpired(10);

      assertThat(store.size()).isEqualTo(2);
      assertThat(store.find("running")).isPresent();
      assertThat(store.find("young")).isPresent();
    }
  }

  @Test
  void aTombstoneRemovesATask() {
    try (StatusStore store = store(NOW)) {
      TaskStatus pending = status("a", TaskState.PENDING, NOW);
      store.put(pending);

      store.remove("a");

      assertThat(store.find("a")).isEmpty();
      assertThat(store.position(pending)).isEmpty();
    }
  }

  @Test
  void aNewStoreBeginsEmpty() {
    try (StatusStore store = store(NOW)) {
      store.put(status("a", TaskState.PENDING, NOW));
    }
    try (StatusStore store = store(NOW)) {
      assertThat(store.find("a")).isEmpty();
    }
  }

  @Test
  void aWaiterIsWokenByAChange() throws Exception {
    try (StatusStore store = store(NOW)) {
      StatusBoard board = new StatusBoard(store, 1);
      TaskStatus pending = status("a", TaskState.PENDING, NOW);
      board.put(pending);
      CompletableFuture<Optional<TaskStatus>> answer =
          waiting(board, pending, Duration.ofSeconds(30));

      board.put(status("a", TaskState.STARTED, NOW));

      assertThat(answer.get(10, TimeUnit.SECONDS))
          .map(TaskStatus::getState)
          .contains(TaskState.STARTED);
    }
  }

  @Test
  void aWaiterIsAnsweredWhenItsTimeIsUp() throws Exception {
    try (StatusStore store = store(NOW)) {
      StatusBoard board = new StatusBoard(store, 1);
      TaskStatus pending = status("a", TaskState.PENDING, NOW);
      board.put(pending);

      assertThat(board.awaitChange(pending, Duration.ofMillis(20))).contains(pending);
    }
  }

  @Test
  void thoseBeyondTheLimitAreAnsweredAtOnce() throws Exception {
    try (StatusStore store = store(NOW)) {
      StatusBoard board = new StatusBoard(store, 0);
      TaskStatus pending = status("a", TaskState.PENDING, NOW);
      board.put(pending);

      assertThat(waiting(board, pending, Duration.ofHours(1)).get(10, TimeUnit.SECONDS))
          .contains(pending);
    }
  }

  @Test
  void closingTheBoardWakesAll() throws Exception {
    try (StatusStore store = store(NOW)) {
      StatusBoard board = new StatusBoard(store, 1);
      TaskStatus pending = status("a", TaskState.PENDING, NOW);
      board.put(pending);
      CompletableFuture<Optional<TaskStatus>> answer = waiting(board, pending, Duration.ofHours(1));

      board.close();

      assertThat(answer.get(10, TimeUnit.SECONDS)).contains(pending);
    }
  }

  private static CompletableFuture<Optional<TaskStatus>> waiting(
      StatusBoard board, TaskStatus seen, Duration limit) {
    CompletableFuture<Optional<TaskStatus>> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(board.awaitChange(seen, limit));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private StatusStore store(Instant now) {
    return new StatusStore(directory.resolve("status.mv"), TTL, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static TaskStatus status(String taskId, TaskState state, Instant at) {
    return TaskStatus.newBuilder()
        .setTaskId(taskId)
        .setState(state)
        .setDocuments(1)
        .setSubmittedAt(at)
        .setUpdatedAt(at)
        .build();
  }
}
