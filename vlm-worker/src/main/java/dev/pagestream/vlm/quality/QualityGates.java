package dev.pagestream.vlm.quality;

import java.util.List;
import java.util.Optional;

/// Holds an answer against the gates its step names. Pure; in time that grows with the length of
/// the text, and with a JSON schema up to a bound.
public final class QualityGates {
  private QualityGates() {}

  /// The first fault found, in the order the gates are named.
  ///
  /// @param gates codes of [Gate]; one this version does not know is passed over, as admission has
  ///   checked them and may be newer
  /// @param text of the answer, not empty
  public static Optional<Finding> check(List<String> gates, String text, QuestionFacts facts) {
    return gates.stream()
        .flatMap(code -> Gate.parse(code).stream())
        .flatMap(gate -> check(gate, text, facts).stream())
        .findFirst();
  }

  private static Optional<Finding> check(Gate gate, String text, QuestionFacts facts) {
    return switch (gate) {
      case ONE_WORD -> facts.prose() ? Words.tooFew(text) : Optional.empty();
      case LOOPING -> Repetition.find(text);
      case REFUSAL -> Refusals.find(text);
      case LANGUAGE -> Languages.find(text, facts.language());
      case JSON -> JsonShape.find(text, facts.params());
      case PROMPT_COPY -> PromptCopy.find(text, facts.prompt());
    };
  }
}
