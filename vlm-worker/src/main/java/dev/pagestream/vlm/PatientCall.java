package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.endpoint.Caller;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.endpoint.EndpointKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One task carried to its end through closed gates, refusals and failures. Confined to the task's
/// thread.
///
/// The call slot is held while a call runs and given up for every wait. The crop is read after the
/// permit is there, so that waiting pictures hold no bytes. Only failures that may be the picture's
/// burn a try: a server that is down, says it is busy, or drops the probe of a pause burns none,
/// and ends the task only at its deadline.
final class PatientCall {
  private final ModelCalls shared;
  private final VisionTask task;
  private final Map<String, String> headers;
  private final EndpointKey key;
  private final Endpoint endpoint;
  private final Instant deadline;
  private final CallSlot slot;

  private int calls;
  private int tries;
  private int refusals;
  private boolean waited;
  private String lastTrouble = "";

  /// What follows from one call.
  private sealed interface Step {
    record End(Settled settled) implements Step {}

    record Again(Duration after) implements Step {}
  }

  PatientCall(
      ModelCalls shared,
      VisionTask task,
      Map<String, String> headers,
      EndpointKey key,
      Endpoint endpoint,
      Instant deadline,
      CallSlot slot) {
    this.shared = shared;
    this.task = task;
    this.headers = headers;
    this.key = key;
    this.endpoint = endpoint;
    this.deadline = deadline;
    this.slot = slot;
  }

  Settled run() throws Exception {
    while (true) {
      Optional<Endpoint.Permit> permit = enter();
      if (permit.isEmpty()) {
        return late();
      }
      switch (once(permit.get())) {
        case Step.End(Settled settled) -> {
          return settled;
        }
        case Step.Again(Duration after) -> pause(after);
      }
    }
  }

  private Optional<Endpoint.Permit> enter() throws Exception {
    Instant start = shared.clock().instant();
    if (!start.isBefore(deadline)) {
      return Optional.empty();
    }
    Optional<Endpoint.Permit> now = endpoint.tryEnter(caller());
    if (now.isPresent()) {
      return now;
    }
    waited = true;
    try {
      return parked();
    } finally {
      shared.metrics().waitedForEndpoint(Duration.between(start, shared.clock().instant()));
    }
  }

  private Caller caller() {
    return Caller.of(task.getFingerprint()).asRetry(tries > 0);
  }

  /// A permit that arrives just before an interrupt is given back: the way out of the park can
  /// fail, too.
  private Optional<Endpoint.Permit> parked() throws Exception {
    AtomicReference<Optional<Endpoint.Permit>> entered = new AtomicReference<>(Optional.empty());
    boolean awake = false;
    try {
      boolean _ =
          slot.parkWhile(() -> {
            entered.set(endpoint.enter(caller(), deadline));
            return true;
          });
      awake = true;
      return entered.get();
    } finally {
      if (!awake) {
        entered.get().ifPresent(Endpoint.Permit::close);
      }
    }
  }

  private Step once(Endpoint.Permit held) throws Exception {
    VlmReply reply;
    try (Endpoint.Permit permit = held) {
      if (waited) { // Another process may have answered meanwhile, when the partition moved.
        Optional<Answer> stored = shared.answers().find(task.getFingerprint());
        if (stored.isPresent()) {
          shared.metrics().stored();
          return new Step.End(new Settled.Described(stored.get(), 0));
        }
      }
      byte[] crop;
      try {
        crop = shared.blobs().range(task.getPageKey(), task.getImageOffset(), task.getImageBytes());
      } catch (BlobNotFoundException | IllegalArgumentException e) {
        return new Step.End(
            alone(FailureCode.INTERNAL, "the crop is not where the task says: " + e.getMessage()));
      } catch (BlobStoreUnavailableException e) {
        throw new DependencyUnavailableException("blobstore", e);
      }
      calls++;
      reply = shared.client().call(request(crop));
      permit.report(reply, task.getFingerprint());
    }
    return follow(reply, held.probe());
  }

  private VlmRequest request(byte[] crop) {
    Duration limit = Duration.ofMillis(task.getTimeoutMs());
    return new VlmRequest(
        new Target(task.getUrl(), headers, Dialects.GENERIC, Optional.empty(), Map.of()),
        task.getParams(),
        task.getPrompt(),
        crop,
        task.getImageMediaType(),
        new Timeouts(limit, limit, limit, limit),
        false,
        List.of());
  }

  private Step follow(VlmReply reply, boolean probe) throws InterruptedException {
    return switch (reply) {
      case VlmReply.Answered answered -> new Step.End(store(answered));
      case VlmReply.Unfit unfit -> new Step.End(failed(unfit.code(), unfit.message()));
      case VlmReply.Rejected rejected -> new Step.End(failed(rejected.code(), rejected.message()));
      case VlmReply.Throttled throttled -> {
        lastTrouble = throttled.message();
        // Where the server named a time, the endpoint waits for it, with everybody.
        yield new Step.Again(
            throttled.retryAfter().isPresent() ? Duration.ZERO : delay(refusals++));
      }
      case VlmReply.Unavailable down -> {
        lastTrouble = down.message();
        yield new Step.Again(Duration.ZERO);
      }
      case VlmReply.Failed failed -> again(failed, probe);
    };
  }

  private Step again(VlmReply.Failed failed, boolean probe) {
    lastTrouble = failed.message();
    if (probe && failed.symptom() == VlmReply.Symptom.LOST) {
      return new Step.Again(Duration.ZERO);
    }
    tries++;
    if (tries >= Math.min(shared.maxAttempts(), failed.tries())) {
      return new Step.End(failed(failed.code(), failed.message()));
    }
    return new Step.Again(delay(tries - 1));
  }

  private Settled store(VlmReply.Answered answered) throws InterruptedException {
    Answer answer =
        new Answer(
            task.getFingerprint(),
            answered.text(),
            answered.model().orElse(task.getModel()),
            key.name(),
            answered.finishReason(),
            answered.promptTokens(),
            answered.completionTokens(),
            answered.latency().toMillis(),
            calls,
            shared.clock().instant());
    shared.answers().put(answer);
    return new Settled.Described(answer, calls);
  }

  private void pause(Duration wait) throws InterruptedException {
    waited = true;
    Duration left = Duration.between(shared.clock().instant(), deadline);
    Duration bounded = wait.compareTo(left) < 0 ? wait : left;
    if (bounded.isPositive()) {
      shared.metrics().waitsForRetry(bounded);
      slot.park(bounded);
    }
  }

  private Duration delay(int retry) {
    return shared.backoff().delay(retry, shared.random());
  }

  private Settled late() {
    String trouble = endpoint.pausedBecause().orElse(lastTrouble);
    String because = trouble.isEmpty() ? " had room for it" : " could answer: " + trouble;
    return alone(
        FailureCode.DEADLINE_EXCEEDED, "the deadline passed before " + endpoint.name() + because);
  }

  private Settled failed(FailureCode code, String message) {
    return new Settled.Failed(code, message, calls, key);
  }

  private Settled alone(FailureCode code, String message) {
    return new Settled.FailedAlone(code, message, calls);
  }
}
