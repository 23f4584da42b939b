package dev.pagestream.assembler.task;

import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rules of a task: what a document says about its task is itself a status, and statuses are
/// laid over each other, in any order and as often as they come.
///
/// A task that ran is a success, also when documents of it failed: their outcomes tell
/// (docling-serve's rule). An end is an end: a replay changes the entry of its document, never the
/// state.
final class TaskProgress {
  /// Document ids of a task differ only in the number at their end.
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private TaskProgress() {}

  /// An accepted document: the task has started.
  static TaskStatus of(DocumentAccepted accepted) {
    return status(accepted.getOrigin(), List.of(), accepted.getAcceptedAt());
  }

  /// A finished document.
  static TaskStatus of(DocumentFinished finished) {
    DocumentOrigin origin = finished.getOrigin();
    TaskDocument document =
        new TaskDocument(
            origin.getDocumentId(),
            origin.getName(),
            finished.getOutcome().name(),
            finished.getRevision(),
            finished.getManifestKey(),
            finished.getFinishedAt());
    return status(origin, List.of(document), finished.getFinishedAt());
  }

  /// What is known with the news in it.
  ///
  /// @return empty when the news change nothing
  static Optional<TaskStatus> merged(Optional<TaskStatus> known, TaskStatus news, Instant now) {
    List<TaskDocument> before = known.map(TaskStatus::getResults).orElse(List.of());
    SortedMap<String, TaskDocument> results = new TreeMap<>(BY_NUMBER);
    before.forEach(result -> results.put(result.getDocumentId(), result));
    news.getResults()
        .forEach(result -> results.merge(result.getDocumentId(), result, TaskProgress::later));
    if (known.isPresent() && before.equals(List.copyOf(results.values()))) {
      return Optional.empty();
    }
    TaskState state =
        known
            .map(TaskStatus::getState)
            .filter(TaskProgress::ended)
            .orElseGet(() -> state(news.getDocuments(), results.values()));
    return Optional.of(
        TaskStatus.newBuilder(news)
            .setState(state)
            .setResults(List.copyOf(results.values()))
            .setUpdatedAt(now)
            .build());
  }

  private static TaskStatus status(DocumentOrigin origin, List<TaskDocument> results, Instant at) {
    return TaskStatus.newBuilder()
        .setTaskId(origin.getTaskId())
        .setState(state(origin.getTaskDocuments(), results))
        .setTenant(origin.getTenant())
        .setQueue(origin.getQueue())
        .setDocuments(origin.getTaskDocuments())
        .setResults(results)
        .setSubmittedAt(origin.getSubmittedAt())
        .setUpdatedAt(at)
        .build();
  }

  private static TaskDocument later(TaskDocument known, TaskDocument news) {
    return news.getRevision() > known.getRevision() ? news : known;
  }

  private static TaskState state(int documents, Collection<TaskDocument> results) {
    if (results.size() < documents) {
      return TaskState.STARTED;
    }
    boolean cancelled =
        results.stream()
            .allMatch(result -> result.getOutcome().equals(DocumentOutcome.CANCELLED.name()));
    return cancelled ? TaskState.CANCELLED : TaskState.SUCCESS;
  }

  private static boolean ended(TaskState state) {
    return switch (state) {
      case SUCCESS, FAILURE, CANCELLED -> true;
      case PENDING, STARTED -> false;
    };
  }
}
