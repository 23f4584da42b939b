package dev.pagestream.assembler.join;

import dev.pagestream.schema.PartFailure;

/// What became of a page or a fingerprint. Immutable.
sealed interface PartState {
  /// Asked for, nothing heard yet.
  record Waiting() implements PartState {}

  /// @param pageKey blob key of the page object
  record Analyzed(String pageKey) implements PartState {}

  /// @param attempts calls made for this document
  /// @param reused nothing was paid for this document
  record Described(String answerKey, int attempts, boolean reused) implements PartState {
    /// Two pictures of one fingerprint are answered twice, and only one of the answers says what
    /// was paid. Commutative and idempotent.
    Described mergedWith(Described other) {
      return new Described(answerKey, Math.max(attempts, other.attempts), reused && other.reused);
    }
  }

  /// @param reason code of a skip reason
  record Skipped(String reason) implements PartState {}

  record Failed(PartFailure failure) implements PartState {}

  /// Whether nothing better can come.
  default boolean succeeded() {
    return switch (this) {
      case Analyzed _, Described _, Skipped _ -> true;
      case Waiting _, Failed _ -> false;
    };
  }
}
