package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.StepAnswer;
import java.util.HashSet;
import java.util.Set;

/// What a document cost. What several pictures or questions share is booked once. Confined to one
/// assembly.
final class Bill {
  private final Set<String> booked = new HashSet<>();
  private final Set<String> bookedSteps = new HashSet<>();
  private int modelCalls;
  private long promptTokens;
  private long completionTokens;

  /// @return whether this fingerprint was not booked before
  boolean book(String fingerprint, PictureResult result) {
    if (!booked.add(fingerprint)) {
      return false;
    }
    switch (result) {
      case PictureResult.Described(Answer answer, int attempts, boolean reused) -> {
        if (!reused) {
          modelCalls += attempts;
          bookTokens(answer);
        }
      }
      case PictureResult.Skipped _ -> {}
      case PictureResult.Failed(PartFailure failure) -> modelCalls += callsOf(failure);
    }
    return true;
  }

  int modelCalls() {
    return modelCalls;
  }

  long promptTokens() {
    return promptTokens;
  }

  long completionTokens() {
    return completionTokens;
  }

  /// A step that was answered already cost nothing.
  private void bookTokens(Answer answer) {
    for (StepAnswer step : answer.parts()) {
      boolean paid = answer.steps().isEmpty() || step.attempts() > 0;
      if (paid && bookedSteps.add(step.fingerprint())) {
        promptTokens += step.promptTokens().orElse(0L);
        completionTokens += step.completionTokens().orElse(0L);
      }
    }
  }

  /// Only a model's failures count calls in their attempts.
  private static int callsOf(PartFailure failure) {
    return failure.code().component() == FailureCode.Component.MODEL ? failure.attempts() : 0;
  }
}
