package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.StepAnswer;
import dev.pagestream.document.pictureanswer.PictureClass;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// The questions of one task, asked in turn. The first that fails ends the task; answers got before
/// it are stored under their own fingerprints, so that a replay does not pay for them again.
/// Confined to the task's thread.
final class QuestionChain {
  private final SharedQuestions shared;
  private final AnswerStore answers;
  private final InstantSource clock;
  private final Work work;
  private final CallSlot slot;

  QuestionChain(
      SharedQuestions shared, AnswerStore answers, InstantSource clock, Work work, CallSlot slot) {
    this.shared = shared;
    this.answers = answers;
    this.clock = clock;
    this.work = work;
    this.slot = slot;
  }

  Settled run() throws Exception {
    Question first = work.questions().getFirst();
    if (work.questions().size() == 1 && first.fingerprint().equals(work.fingerprint())) {
      return ask(first, work.known());
    }
    Optional<Answer> stored = shared.stored(work.fingerprint(), work);
    return stored.isPresent() ? new Settled.Described(stored.get(), 0) : askAll();
  }

  private Settled askAll() throws Exception {
    List<StepAnswer> steps = new ArrayList<>();
    Optional<PictureClass> known = work.known();
    int calls = 0;
    Answer last = null;
    for (Question question : work.questions()) {
      switch (ask(question, known)) {
        case Settled.Described(Answer answer, int made) -> {
          calls += made;
          last = answer;
          steps.add(step(question, answer, made));
          if (question.purpose() == Purpose.CLASSIFY_PICTURE) {
            known = PictureClass.read(answer.text());
          }
        }
        case Settled other -> {
          return other.after(calls);
        }
      }
    }
    Answer whole = whole(Objects.requireNonNull(last), steps);
    answers.put(whole);
    return new Settled.Described(whole, calls);
  }

  private Settled ask(Question question, Optional<PictureClass> known) throws Exception {
    Optional<String> refusal = question.classes().refusal(known);
    return refusal.isPresent()
        ? new Settled.Skipped(SkipReason.CLASS_FILTERED, refusal.get(), 0)
        : shared.settle(work, question, slot);
  }

  private static StepAnswer step(Question question, Answer answer, int calls) {
    return new StepAnswer(
        question.purpose(),
        question.fingerprint(),
        answer.text(),
        answer.model(),
        answer.promptTokens(),
        answer.completionTokens(),
        calls == 0 ? 0 : answer.latencyMs(),
        calls);
  }

  /// The answers together, under the fingerprint of the task. Tokens are those paid for now.
  private Answer whole(Answer last, List<StepAnswer> steps) {
    return new Answer(
        work.fingerprint(),
        last.text(),
        last.model(),
        last.url(),
        last.finishReason(),
        sum(steps, step -> step.promptTokens().orElse(0L)),
        sum(steps, step -> step.completionTokens().orElse(0L)),
        steps.stream().mapToLong(StepAnswer::latencyMs).sum(),
        Math.max(1, steps.stream().mapToInt(StepAnswer::attempts).sum()),
        clock.instant(),
        Optional.of(work.questions().getLast().purpose()),
        steps);
  }

  private static Optional<Long> sum(List<StepAnswer> steps, ToLongFunction<StepAnswer> tokens) {
    return Optional.of(steps.stream().filter(step -> step.attempts() > 0).mapToLong(tokens).sum());
  }

  /// The deadline passed before the task's turn came.
  static Settled late() {
    return new Settled.FailedAlone(
        FailureCode.DEADLINE_EXCEEDED, "the deadline had passed before its turn came", 0);
  }
}
