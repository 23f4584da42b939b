package dev.pagestream.assembler.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.Events;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskProgressTest {
  private static final String TASK = "5f0c9a52-0000-4000-8000-000000000002";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void startsWithTheFirstAcceptedDocument() {
    TaskStatus status = fold(List.of(accepted(1, 3), accepted(0, 3)));

    assertThat(status.getState()).isEqualTo(TaskState.STARTED);
    assertThat(status.getDocuments()).isEqualTo(3);
    assertThat(status.getResults()).isEmpty();
  }

  @Test
  void theSecondAcceptedDocumentIsNoNews() {
    Optional<TaskStatus> first = TaskProgress.merged(Optional.empty(), accepted(0, 2), NOW);

    assertThat(TaskProgress.merged(first, accepted(1, 2), NOW)).isEmpty();
  }

  @Test
  void isASuccessWhenAllDocumentsAreFinishedHoweverTheyEnded() {
    TaskStatus status =
        fold(
            List.of(
                finished(0, 2, 1, DocumentOutcome.FAILURE),
                finished(1, 2, 1, DocumentOutcome.FAILURE)));

    assertThat(status.getState()).isEqualTo(TaskState.SUCCESS);
    assertThat(status.getResults())
        .extracting(TaskDocument::getOutcome)
        .containsExactly("FAILURE", "FAILURE");
  }

  @Test
  void isCancelledOnlyWhenAllDocumentsAre() {
    TaskStatus cancelled = finished(0, 2, 1, DocumentOutcome.CANCELLED);

    assertThat(fold(List.of(cancelled, finished(1, 2, 1, DocumentOutcome.CANCELLED))).getState())
        .isEqualTo(TaskState.CANCELLED);
    assertThat(fold(List.of(cancelled, finished(1, 2, 1, DocumentOutcome.SUCCESS))).getState())
        .isEqualTo(TaskState.SUCCESS);
  }

  @Test
  void aLaterRevisionReplacesTheResultAndNeverTheState() {
    TaskStatus before = fold(List.of(finished(0, 1, 1, DocumentOutcome.CANCELLED)));

    TaskStatus after =
        TaskProgress.merged(Optional.of(before), finished(0, 1, 2, DocumentOutcome.SUCCESS), NOW)
            .orElseThrow();

    assertThat(after.getState()).isEqualTo(TaskState.CANCELLED);
    assertThat(after.getResults()).extracting(TaskDocument::getRevision).containsExactly(2);
  }

  @Test
  void inAnyOrderAndRepeatedItComesToTheSame() {
    List<TaskStatus> news = new ArrayList<>();
    for (int index = 0; index < 12; index++) {
      news.add(accepted(index, 12));
      news.add(finished(index, 12, 1, DocumentOutcome.PARTIAL_SUCCESS));
    }
    news.add(finished(3, 12, 2, DocumentOutcome.SUCCESS));
    TaskStatus expected = fold(news);

    for (int seed = 0; seed < 1000; seed++) {
      List<TaskStatus> shuffled = new ArrayList<>(news);
      shuffled.addAll(news.subList(0, 9));
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(fold(shuffled)).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(expected.getResults().get(11).getDocumentId()).isEqualTo(TASK + "-11");
    assertThat(expected.getResults().get(3).getRevision()).isEqualTo(2);
  }

  private static TaskStatus fold(List<TaskStatus> news) {
    Optional<TaskStatus> status = Optional.empty();
    for (TaskStatus next : news) {
      Optional<TaskStatus> changed = TaskProgress.merged(status, next, NOW);
      status = changed.isPresent() ? changed : status;
    }
    return status.orElseThrow();
  }

  private static TaskStatus accepted(int index, int documents) {
    return TaskProgress.of(Events.of(TASK, index, documents, NOW).accepted(1));
  }

  private static TaskStatus finished(
      int index, int documents, int revision, DocumentOutcome outcome) {
    return TaskProgress.of(
        DocumentFinished.newBuilder()
            .setOrigin(Events.of(TASK, index, documents, NOW).origin())
            .setRevision(revision)
            .setOutcome(outcome)
            .setManifestKey("manifest-" + index + "-" + revision)
            .setFinishedAt(NOW)
            .build());
  }
}
