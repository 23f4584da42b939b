package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/status/poll/{id}?wait=`: a true long poll, answered as soon as the status changes.
final class StatusRoutes {
  /// Below the idle time-outs of common proxies; clients ask for 5 s and come again anyway.
  static final Duration MAX_WAIT = Duration.ofSeconds(20);

  private final Tasks tasks;

  StatusRoutes(Tasks tasks) {
    this.tasks = tasks;
  }

  void poll(Context ctx) throws InterruptedException {
    switch (tasks.find(ctx.pathParam("id"), wait(ctx.queryParam("wait")))) {
      case Lookup.Found(var status) ->
          Answers.json(ctx, 200, TaskStatusJson.of(status, tasks.position(status)));
      case Lookup.Unknown() -> Answers.detail(ctx, 404, Answers.TASK_NOT_FOUND);
      case Lookup.NotYet() -> Answers.busy(ctx);
    }
  }

  /// Any number is accepted, also a negative one.
  private static Duration wait(@Nullable String seconds) {
    if (seconds == null) {
      return Duration.ZERO;
    }
    try {
      double wanted = Double.parseDouble(seconds.strip());
      double limited =
          Double.isNaN(wanted) ? 0 : Math.clamp(wanted, 0, (double) MAX_WAIT.toSeconds());
      return Duration.ofMillis(Math.round(limited * 1000));
    } catch (NumberFormatException _) {
      throw RefusedException.schema(
          "float_parsing",
          List.of("query", "wait"),
          "Input should be a valid number, unable to parse string as a number");
    }
  }
}
