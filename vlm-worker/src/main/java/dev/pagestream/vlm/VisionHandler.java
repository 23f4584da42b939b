package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.vlm.endpoint.EndpointKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Has one picture described. Thread-safe: one handler for all lanes of the process, so that equal
/// pictures meet in one join whatever their lane.
///
/// One task per fingerprint asks, in this order: the stored answer, the endpoint, the model. The
/// others wait for it without holding a call slot. The answer is stored before the outcome is
/// returned (guarantees G4, G5).
final class VisionHandler implements RecordHandler {
  /// For records without a deadline; those come only from hand-made producers.
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private final EventCodec codec;
  private final SealedHeaders sealedHeaders;
  private final FingerprintJoin<Settled> join = new FingerprintJoin<>();
  private final ModelCalls models;
  private final VisionResults results;
  private final InstantSource clock;
  private final VlmMetrics metrics;

  VisionHandler(
      EventCodec codec,
      SealedHeaders sealedHeaders,
      ModelCalls models,
      VisionResults results,
      InstantSource clock,
      VlmMetrics metrics) {
    this.codec = codec;
    this.sealedHeaders = sealedHeaders;
    this.models = models;
    this.results = results;
    this.clock = clock;
    this.metrics = metrics;
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
    Instant deadline = headers.deadline().orElseGet(() -> clock.instant().plus(LONGEST_LIFE));
    if (!clock.instant().isBefore(deadline)) {
      return failed(
          task, FailureCode.DEADLINE_EXCEEDED, "the deadline had passed before its turn came", 1);
    }
    if (task.getPurpose() != VisionPurpose.DESCRIBE_PICTURE) {
      return failed(
          task,
          FailureCode.RECORD_UNREADABLE,
          "this version of the vlm-worker does not know the purpose of the task",
          1);
    }
    Map<String, String> requestHeaders;
    try {
      requestHeaders = sealedHeaders.open(task.getHeaders());
    } catch (IllegalArgumentException e) {
      return failed(task, FailureCode.RECORD_UNREADABLE, String.valueOf(e.getMessage()), 1);
    }
    return settle(task, headers, requestHeaders, deadline, slot);
  }

  private Outcome settle(
      VisionTask task,
      EventHeaders headers,
      Map<String, String> requestHeaders,
      Instant deadline,
      CallSlot slot)
      throws Exception {
    EndpointKey endpoint = EndpointKey.of(task.getUrl(), task.getModel(), requestHeaders);
    while (clock.instant().isBefore(deadline)) {
      switch (join.take(task.getFingerprint())) {
        case FingerprintJoin.Lead<Settled> lead -> {
          try (lead) {
            Settled settled = lead.share(lead(task, requestHeaders, endpoint, deadline, slot));
            return outcome(task, headers, deadline, settled);
          }
        }
        case FingerprintJoin.Follow<Settled> follow -> {
          Duration left = Duration.between(clock.instant(), deadline);
          Optional<Settled> shared =
              slot.parkWhile(() -> follow.await(left)).filter(end -> end.holdsFor(endpoint));
          if (shared.isPresent()) {
            metrics.joined();
            return outcome(task, headers, deadline, reused(shared.get()));
          }
        }
      }
    }
    return failed(
        task,
        FailureCode.DEADLINE_EXCEEDED,
        "the deadline passed while an equal picture waited for its answer",
        1);
  }

  /// The store is asked only now: before, a leader that was just finishing would have been missed.
  private Settled lead(
      VisionTask task,
      Map<String, String> requestHeaders,
      EndpointKey endpoint,
      Instant deadline,
      CallSlot slot)
      throws Exception {
    Optional<Answer> stored = models.answers().find(task.getFingerprint());
    if (stored.isPresent()) {
      metrics.stored();
      return new Settled.Described(stored.get(), 0);
    }
    return models.settle(task, requestHeaders, endpoint, deadline, slot);
  }

  private static Settled reused(Settled end) {
    return end instanceof Settled.Described(Answer answer, int _)
        ? new Settled.Described(answer, 0)
        : end;
  }

  /// The join drops what comes past the deadline: without a dead letter nobody could replay it.
  private Outcome outcome(
      VisionTask task, EventHeaders headers, Instant deadline, Settled settled) {
    return switch (settled) {
      case Settled.Described(Answer _, int calls) when !clock.instant().isBefore(deadline) ->
          failed(
              task,
              FailureCode.DEADLINE_EXCEEDED,
              "the answer finished after the document's deadline; a replay gets it without another"
                  + " call.",
              calls);
      case Settled.Described(Answer answer, int calls) ->
          Outcome.done(List.of(results.described(task, headers, answer, calls)));
      case Settled.Failed failed -> failed(task, failed.code(), failed.message(), failed.calls());
      case Settled.FailedAlone failed ->
          failed(task, failed.code(), failed.message(), failed.calls());
    };
  }

  private static Outcome failed(VisionTask task, FailureCode code, String message, int calls) {
    String where = "Picture " + (task.getPicture() + 1) + " on page " + task.getPage() + ": ";
    return new Outcome.Failed(code.name(), where + message, Math.max(1, calls));
  }
}
