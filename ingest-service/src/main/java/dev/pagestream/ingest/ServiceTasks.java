package dev.pagestream.ingest;

import dev.pagestream.ingest.api.Tasks;
import dev.pagestream.ingest.status.TaskStatuses;
import dev.pagestream.ingest.submit.NewSource;
import dev.pagestream.ingest.submit.Submitter;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// Joins submission and status for the API.
record ServiceTasks(Submitter submitter, TaskStatuses statuses) implements Tasks {
  @Override
  public TaskStatus submit(List<NewSource> sources, ConversionOptions options)
      throws InterruptedException {
    return submitter.submit(sources, options);
  }

  @Override
  public TaskStatuses.Lookup find(String taskId, Duration wait) throws InterruptedException {
    return statuses.find(taskId, wait);
  }

  @Override
  public OptionalLong position(TaskStatus status) {
    return statuses.position(status);
  }
}
