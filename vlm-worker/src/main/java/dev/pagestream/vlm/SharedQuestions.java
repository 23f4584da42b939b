package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.vlm.lane.Destination;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Has every question asked once, whoever waits for its answer (guarantee G5). Thread-safe: one for
/// all lanes of the process, so that equal questions meet whatever their lane.
///
/// One task per fingerprint asks, in this order: the stored answer, the endpoint, the model. The
/// others wait for it without holding a call slot. The answer is stored before anybody gets it.
final class SharedQuestions {
  private final FingerprintJoin<Settled> join = new FingerprintJoin<>();
  private final ModelCalls models;
  private final InstantSource clock;
  private final VlmMetrics metrics;

  SharedQuestions(ModelCalls models, InstantSource clock, VlmMetrics metrics) {
    this.models = models;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Waits for the answer to one question of a task, as long as its document lives.
  Settled settle(Work work, Question question, CallSlot slot) throws Exception {
    try (Destination destination = models.lanes().open(work, question)) {
      while (clock.instant().isBefore(work.deadline())) {
        switch (join.take(question.fingerprint())) {
          case FingerprintJoin.Lead<Settled> lead -> {
            try (lead) {
              return lead.share(lead(work, question, destination, slot, lead::followed));
            }
          }
          case FingerprintJoin.Follow<Settled> follow -> {
            Duration left = Duration.between(clock.instant(), work.deadline());
            Optional<Settled> shared =
                slot.parkWhile(
                        () -> follow.await(left, () -> destination.shared() && slot.pressed()))
                    .filter(end -> end.holdsFor(destination.key()));
            if (shared.isPresent()) {
              metrics.joined();
              return reused(shared.get());
            }
            if (destination.shared() && slot.pressed()) {
              return new Settled.PutBack("an equal picture waits for " + destination.name());
            }
          }
        }
      }
    }
    return new Settled.FailedAlone(
        FailureCode.DEADLINE_EXCEEDED,
        "the deadline passed while an equal picture waited for its answer",
        0);
  }

  /// The answer, if one is stored that the task may use.
  Optional<Answer> stored(String fingerprint, Work work) {
    return models.answers().find(fingerprint).filter(answer -> work.mayUse(answer.answeredAt()));
  }

  /// Whether tasks wait for this answer beside the one that asks.
  boolean awaited(String fingerprint) {
    return join.followed(fingerprint);
  }

  /// The store is asked only now: before, a leader that was just finishing would have been missed.
  private Settled lead(
      Work work,
      Question question,
      Destination destination,
      CallSlot slot,
      BooleanSupplier followed)
      throws Exception {
    Optional<Answer> stored = stored(question.fingerprint(), work);
    if (stored.isPresent()) {
      metrics.stored();
      return new Settled.Described(stored.get(), 0);
    }
    return new PatientCall(models, work, question, destination, slot, followed).run();
  }

  private static Settled reused(Settled end) {
    return end instanceof Settled.Described(Answer answer, int _)
        ? new Settled.Described(answer, 0)
        : end;
  }
}
