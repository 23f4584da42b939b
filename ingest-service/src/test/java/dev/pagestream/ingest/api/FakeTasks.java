package dev.pagestream.ingest.api;

import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.ingest.submit.NewSource;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tasks in memory. Keeps what was submitted, with the bytes of small files.
final class FakeTasks implements Tasks {
  record Submitted(String name, String content, long bytes) {}

  static final String TASK_ID = "8d8ac610-566d-4ef0-9c22-186b2a5ed793";

  final List<Submitted> submitted = new ArrayList<>();
  final List<ConversionOptions> options = new ArrayList<>();
  final Map<String, Lookup> lookups = new HashMap<>();
  final CountDownLatch arrived = new CountDownLatch(1);
  volatile CountDownLatch mayGoOn = new CountDownLatch(0);
  Duration lastWait = Duration.ZERO;

  @Override
  public TaskStatus submit(List<NewSource> sources, ConversionOptions given)
      throws InterruptedException {
    arrived.countDown();
    if (!mayGoOn.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody let the submission go on");
    }
    return keep(sources, given);
  }

  private synchronized TaskStatus keep(List<NewSource> sources, ConversionOptions given) {
    options.add(given);
    for (NewSource source : sources) {
      switch (source) {
        case NewSource.Bytes(String name, var file) ->
            submitted.add(new Submitted(name, start(file.path()), file.bytes()));
        case NewSource.Url(String name, var url, _) ->
            submitted.add(new Submitted(name, url.toString(), 0));
      }
    }
    return status(TaskState.PENDING, sources.size());
  }

  @Override
  public synchronized Lookup find(String taskId, Duration wait) {
    lastWait = wait;
    return lookups.getOrDefault(taskId, new Lookup.Unknown());
  }

  @Override
  public OptionalLong position(TaskStatus status) {
    return status.getState() == TaskState.PENDING ? OptionalLong.of(1) : OptionalLong.empty();
  }

  static TaskStatus status(TaskState state, int documents) {
    return TaskStatus.newBuilder()
        .setTaskId(TASK_ID)
        .setState(state)
        .setDocuments(documents)
        .setSubmittedAt(Instant.EPOCH)
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  private static String start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(100), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
