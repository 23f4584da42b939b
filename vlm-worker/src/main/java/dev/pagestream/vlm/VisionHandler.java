package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.vlm.task.Work;
import dev.pagestream.vlm.task.WorkReader;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Has the questions of one task answered. Thread-safe: one handler for all lanes of the process.
///
/// Answers are stored before the outcome is returned (guarantees G4, G5).
final class VisionHandler implements RecordHandler {
  private final EventCodec codec;
  private final WorkReader reader;
  private final SharedQuestions questions;
  private final AnswerStore answers;
  private final VisionResults results;
  private final InstantSource clock;

  VisionHandler(
      EventCodec codec,
      WorkReader reader,
      SharedQuestions questions,
      AnswerStore answers,
      VisionResults results,
      InstantSource clock) {
    this.codec = codec;
    this.reader = reader;
    this.questions = questions;
    this.answers = answers;
    this.results = results;
    this.clock = clock;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception {
    try {
      VisionTask task = codec.decode(record.topic(), record.value(), VisionTask.class);
      return handle(task, EventHeaders.read(record.headers()), slot);
    } catch (RegistryUnavailableException e) {
      throw new DependencyUnavailableException("registry", e);
    } catch (SerializationException e) {
      return new Outcome.Failed(
          FailureCode.RECORD_UNREADABLE.name(),
          "The record is not a vision task: " + e.getMessage(),
          1);
    }
  }

  private Outcome handle(VisionTask task, EventHeaders headers, CallSlot slot) throws Exception {
    Work work;
    try {
      work = reader.read(task, headers);
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed(
          FailureCode.RECORD_UNREADABLE.name(),
          "The task about page " + task.getPage() + " makes no sense here: " + e.getMessage(),
          1);
    }
    Settled settled =
        pastDeadline(work)
            ? QuestionChain.late()
            : new QuestionChain(questions, answers, clock, work, slot).run();
    return outcome(work, headers, settled);
  }

  /// The join drops what comes past the deadline: without a dead letter nobody could replay it.
  private Outcome outcome(Work work, EventHeaders headers, Settled settled) {
    return switch (settled) {
      case Settled.Described(Answer _, int calls) when pastDeadline(work) ->
          failed(
              work,
              FailureCode.DEADLINE_EXCEEDED,
              "the answer finished after the document's deadline; a replay gets it without another"
                  + " call.",
              calls);
      case Settled.Described(Answer answer, int calls) ->
          Outcome.done(List.of(results.described(work, headers, answer, calls)));
      case Settled.Skipped skipped ->
          Outcome.done(List.of(results.skipped(work, headers, skipped)));
      case Settled.Failed failed -> failed(work, failed.code(), failed.message(), failed.calls());
      case Settled.FailedAlone failed ->
          failed(work, failed.code(), failed.message(), failed.calls());
      case Settled.PutBack(String reason) -> new Outcome.PutBack(reason);
    };
  }

  private boolean pastDeadline(Work work) {
    return !clock.instant().isBefore(work.deadline());
  }

  private static Outcome failed(Work work, FailureCode code, String message, int calls) {
    return new Outcome.Failed(code.name(), work.place() + ": " + message, Math.max(1, calls));
  }
}
