package dev.pagestream.ingest.api;

import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.ingest.submit.NewSource;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// What the API needs to know and do about tasks. Thread-safe.
public interface Tasks {
  /// Makes the sources durable as one task.
  ///
  /// @return its first status
  TaskStatus submit(List<NewSource> sources, ConversionOptions options) throws InterruptedException;

  /// @param wait how long to wait for a change of a task that is not finished
  Lookup find(String taskId, Duration wait) throws InterruptedException;

  /// Place in the queue, from 1; empty when started.
  OptionalLong position(TaskStatus status);
}
