package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SkipReason;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.vlm.budget.Budgeted;
import dev.pagestream.vlm.budget.Reservation;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.endpoint.Caller;
import dev.pagestream.vlm.endpoint.Endpoint;
import dev.pagestream.vlm.image.PreparedImage;
import dev.pagestream.vlm.lane.Destination;
import dev.pagestream.vlm.quality.Finding;
import dev.pagestream.vlm.quality.JsonText;
import dev.pagestream.vlm.quality.QualityGates;
import dev.pagestream.vlm.task.Question;
import dev.pagestream.vlm.task.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// One question carried to its end through closed gates, refusals, failures and answers that are
/// none. Confined to the task's thread.
///
/// The call slot is held while a call runs and given up for every wait. The crop is read after the
/// permit is there, so that waiting pictures hold no bytes. Only failures that may be the picture's
/// burn a try: a server that is down, says it is busy, or drops the probe of a pause burns none,
/// and ends the task only at its deadline. An answer that is none is paid for; it is asked for once
/// more in another way ([Wording]), then the question has failed with the reason.
final class PatientCall {
  private static final long USUAL_ANSWER_TOKENS = 200;

  /// A picture, a prompt and a few sentences.
  private static final long USUAL_TOKENS = 1_000;

  private final ModelCalls shared;
  private final Work work;
  private final Question question;
  private final Destination destination;
  private final CallSlot slot;
  private final BooleanSupplier awaited;

  private Wording wording;
  private int calls;
  private int tries;
  private int doubtfulTries; // Of them those that may show a bug this picture hits.
  private int refusals;
  private boolean waited;
  private boolean interrupted;
  private long lastTokens;
  private String lastTrouble = "";

  /// What follows from one call.
  private sealed interface Step {
    record End(Settled settled) implements Step {}

    record Again(Duration after) implements Step {}
  }

  /// @param awaited whether others wait for the same answer
  PatientCall(
      ModelCalls shared,
      Work work,
      Question question,
      Destination destination,
      CallSlot slot,
      BooleanSupplier awaited) {
    this.shared = shared;
    this.work = work;
    this.question = question;
    this.destination = destination;
    this.slot = slot;
    this.awaited = awaited;
    this.wording = Wording.of(question);
  }

  Settled run() throws Exception {
    try {
      return untilSettled();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // Only now: the answer had to be stored.
      }
    }
  }

  private Settled untilSettled() throws Exception {
    while (true) {
      Optional<Endpoint.Permit> permit = enter();
      if (permit.isEmpty()) {
        return destination.shared() && slot.pressed()
            ? new Settled.PutBack(destination.name() + " has no room for it")
            : late();
      }
      switch (once(permit.get())) {
        case Step.End(Settled settled) -> {
          return settled;
        }
        case Step.Again(Duration after) -> {
          if (interrupted) {
            throw new InterruptedException("the partition leaves; who waits asks again");
          }
          pause(after);
        }
      }
    }
  }

  private Optional<Endpoint.Permit> enter() throws Exception {
    Instant start = shared.clock().instant();
    if (!start.isBefore(work.deadline())) {
      return Optional.empty();
    }
    Caller caller = caller();
    Optional<Endpoint.Permit> now = destination.endpoint().tryEnter(caller);
    if (now.isPresent()) {
      return now;
    }
    waited = true;
    try {
      return parked(caller);
    } finally {
      shared.metrics().waitedForEndpoint(Duration.between(start, shared.clock().instant()));
    }
  }

  private Caller caller() {
    CallSlot.Window window = slot.window();
    return new Caller(
        work.crop().sha256(),
        work.taskId(),
        work.concurrency(),
        window.name(),
        window.slots(),
        tokens(),
        tries > 0);
  }

  /// What the call is going to cost, as far as one can tell before the picture is read.
  private long tokens() {
    return Math.max(lastTokens, USUAL_TOKENS);
  }

  /// A permit that arrives just before an interrupt is given back: the way out of the park can
  /// fail, too.
  private Optional<Endpoint.Permit> parked(Caller caller) throws Exception {
    AtomicReference<Optional<Endpoint.Permit>> entered = new AtomicReference<>(Optional.empty());
    boolean awake = false;
    try {
      boolean _ =
          slot.parkWhile(() -> {
            entered.set(
                destination
                    .endpoint()
                    .enter(caller, work.deadline(), () -> destination.shared() && slot.pressed()));
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
    try (Endpoint.Permit permit = held) {
      if (waited) { // Another process may have answered meanwhile, when the partition moved.
        Optional<Answer> stored =
            shared
                .answers()
                .find(question.fingerprint())
                .filter(answer -> work.mayUse(answer.answeredAt()));
        if (stored.isPresent()) {
          shared.metrics().stored();
          return new Step.End(new Settled.Described(stored.get(), 0));
        }
      }
      String url = permit.replica().url();
      return switch (prepared(url)) {
        case PreparedImage.Prepared picture -> afford(permit, url, picture);
        case PreparedImage.Unfit unfit ->
            new Step.End(failed(FailureCode.PICTURE_REJECTED, unfit.sentence()));
      };
    } catch (CropGoneException e) {
      return new Step.End(alone(FailureCode.INTERNAL, String.valueOf(e.getMessage())));
    }
  }

  private PreparedImage prepared(String url) throws CropGoneException, InterruptedException {
    Set<String> accepted = destination.target(url).dialect().mediaTypes();
    return shared.images().prepare(crop(), work.crop().mediaType(), wording.image(), accepted);
  }

  /// Asks when the tenant and the task have the budget for it.
  private Step afford(Endpoint.Permit permit, String url, PreparedImage.Prepared picture)
      throws InterruptedException {
    lastTokens = picture.estimatedTokens() + USUAL_ANSWER_TOKENS;
    switch (shared
        .budget()
        .reserve(work.tenant(), work.documentId(), work.fingerprint(), lastTokens)) {
      case Budgeted.Refused(String sentence) -> {
        return new Step.End(new Settled.Skipped(SkipReason.BUDGET_EXCEEDED, sentence, calls));
      }
      case Budgeted.Granted(Reservation reservation) -> {
        try (reservation) {
          VlmReply reply = ask(url, picture);
          Spending spending = Spending.of(reply, picture.estimatedTokens());
          reservation.settle(spending.calls(), spending.tokens());
          shared.metrics().spent(work.lane(), destination, spending);
          return follow(permit, picture, reply);
        }
      }
    }
  }

  private VlmReply ask(String url, PreparedImage.Prepared picture) throws InterruptedException {
    calls++;
    KeptCall.Made made =
        KeptCall.make(destination.client(), wording.request(destination, url, picture), awaited);
    interrupted |= made.interrupted();
    return made.reply();
  }

  /// An answer is held against the gates before it is believed.
  private Step follow(Endpoint.Permit permit, PreparedImage.Prepared picture, VlmReply reply)
      throws InterruptedException {
    Optional<Finding> finding =
        reply instanceof VlmReply.Answered answered
            ? QualityGates.check(question.gates(), answered.text(), wording.facts())
            : Optional.empty();
    VlmReply judged = finding.map(found -> unfit(found, (VlmReply.Answered) reply)).orElse(reply);
    permit.report(judged, question.fingerprint());
    return switch (judged) {
      case VlmReply.Answered answered -> new Step.End(store(answered));
      case VlmReply.Unfit unfit -> reworded(unfit, finding, picture);
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
      case VlmReply.Failed failed -> again(failed, permit.probe());
    };
  }

  private static VlmReply unfit(Finding finding, VlmReply.Answered answered) {
    return new VlmReply.Unfit(
        FailureCode.ANSWER_UNFIT,
        finding.sentence(),
        VlmReply.Change.VARY,
        answered.promptTokens(),
        answered.completionTokens(),
        0);
  }

  private Step reworded(
      VlmReply.Unfit unfit, Optional<Finding> finding, PreparedImage.Prepared picture) {
    lastTrouble = unfit.message();
    shared.metrics().unfit(finding.map(found -> found.gate().code()).orElse(unfit.code().name()));
    Optional<Wording> next = wording.after(unfit.change(), finding, picture);
    if (next.isEmpty()) {
      return new Step.End(failed(unfit.code(), unfit.message()));
    }
    wording = next.get();
    return new Step.Again(Duration.ZERO);
  }

  /// The crop is not where the task says.
  private static final class CropGoneException extends Exception {
    private static final long serialVersionUID = 1;

    CropGoneException(Exception cause) {
      super("the crop is not where the task says: " + cause.getMessage(), cause);
    }
  }

  private byte[] crop() throws CropGoneException {
    try {
      return shared.blobs().range(work.crop().pageKey(), work.crop().offset(), work.crop().bytes());
    } catch (BlobNotFoundException | IllegalArgumentException e) {
      throw new CropGoneException(e);
    } catch (BlobStoreUnavailableException e) {
      throw new DependencyUnavailableException("blobstore", e);
    }
  }

  private Step again(VlmReply.Failed failed, boolean probe) {
    lastTrouble = failed.message();
    if (probe && failed.symptom() == VlmReply.Symptom.LOST) {
      return new Step.Again(Duration.ZERO);
    }
    tries++;
    if (failed.tries() < shared.maxAttempts()) {
      doubtfulTries++; // Only its like count: a slow start is no sign that the picture is to blame.
    }
    if (tries >= shared.maxAttempts() || doubtfulTries >= failed.tries()) {
      return new Step.End(failed(failed.code(), failed.message()));
    }
    return new Step.Again(delay(tries - 1));
  }

  private Settled store(VlmReply.Answered answered) throws InterruptedException {
    Answer answer =
        new Answer(
            question.fingerprint(),
            text(answered),
            answered.model().orElse(question.model()),
            destination.name(),
            answered.finishReason(),
            answered.promptTokens(),
            answered.completionTokens(),
            answered.latency().toMillis(),
            calls,
            shared.clock().instant(),
            Optional.of(question.purpose()),
            List.of());
    shared.answers().put(answer);
    return new Settled.Described(answer, calls);
  }

  /// Structured answers are stored without the fences models put around them.
  private String text(VlmReply.Answered answered) {
    return question.responseFormat().equals("json")
        ? JsonText.unfenced(answered.text())
        : answered.text();
  }

  private void pause(Duration wait) throws InterruptedException {
    waited = true;
    Duration left = Duration.between(shared.clock().instant(), work.deadline());
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
    String trouble = destination.endpoint().pausedBecause().orElse(lastTrouble);
    String because = trouble.isEmpty() ? " had room for it" : " could answer: " + trouble;
    return alone(
        FailureCode.DEADLINE_EXCEEDED,
        "the deadline passed before " + destination.name() + because);
  }

  private Settled failed(FailureCode code, String message) {
    return new Settled.Failed(code, message, calls, destination.key());
  }

  private Settled alone(FailureCode code, String message) {
    return new Settled.FailedAlone(code, message, calls);
  }
}
