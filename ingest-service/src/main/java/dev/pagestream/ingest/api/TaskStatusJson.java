package dev.pagestream.ingest.api;

import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// docling-serve's `TaskStatusResponse`. Pure.
///
/// A task whose documents failed is a `success`: the documents say how they ended.
/// `partial_success` is never a status of a task, because clients do not know it there.
final class TaskStatusJson {
  private TaskStatusJson() {}

  /// @param position place in the queue, from 1; empty when started
  static ObjectNode of(TaskStatus status, OptionalLong position) {
    ObjectNode json =
        Answers.JSON
            .createObjectNode()
            .put("task_id", status.getTaskId())
            .put("task_type", status.getTaskType())
            .put("task_status", word(status.getState()));
    if (status.getState() == TaskState.PENDING && position.isPresent()) {
      json.put("task_position", position.getAsLong());
    } else {
      json.putNull("task_position");
    }
    json.putObject("task_meta")
        .put("num_docs", status.getDocuments())
        .put("num_processed", status.getResults().size())
        .put("num_succeeded", count(status, DocumentOutcome.SUCCESS))
        .put("num_partially_succeeded", count(status, DocumentOutcome.PARTIAL_SUCCESS))
        .put(
            "num_failed",
            count(status, DocumentOutcome.FAILURE) + count(status, DocumentOutcome.CANCELLED));
    failure(json, status);
    return json;
  }

  private static void failure(ObjectNode json, TaskStatus status) {
    switch (status.getState()) {
      case PENDING, STARTED, SUCCESS -> json.putNull("error_message").putNull("failure");
      case FAILURE -> {
        String message =
            status.getErrorMessage() == null ? "The task failed." : status.getErrorMessage();
        failure(json, message, "internal", true, "execution");
      }
      case CANCELLED -> failure(json, "Task cancelled.", "unknown", false, "orchestration");
    }
  }

  private static void failure(
      ObjectNode json, String message, String category, boolean retryable, String phase) {
    json.put("error_message", message);
    json.putObject("failure")
        .put("category", category)
        .put("message", message)
        .put("retryable", retryable)
        .put("phase", phase)
        .putObject("details");
  }

  private static String word(TaskState state) {
    return switch (state) {
      case PENDING -> "pending";
      case STARTED -> "started";
      case SUCCESS -> "success";
      case FAILURE, CANCELLED -> "failure";
    };
  }

  private static int count(TaskStatus status, DocumentOutcome outcome) {
    return (int)
        status.getResults().stream()
            .filter(document -> document.getOutcome().equals(outcome.name()))
            .count();
  }
}
