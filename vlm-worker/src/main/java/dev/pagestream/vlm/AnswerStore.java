package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import java.util.Optional;

/// Answers under their fingerprint, for all documents: what is paid for once (guarantee G5).
/// Implementations are thread-safe, and shared by all workers of a system.
///
/// The key is the fingerprint and nothing else: sha-256 over the crop, the model, the prompt, the
/// parameters, the rules that decide the answer, and the tenant
/// ([dev.pagestream.document.Fingerprint]). Only successes are stored.
interface AnswerStore {
  /// The answer, if there is a readable one.
  ///
  /// @throws DependencyUnavailableException when the store is away
  Optional<Answer> find(String fingerprint);

  /// Stores an answer, over one that was there.
  ///
  /// @throws DependencyUnavailableException when the store stays away
  /// @throws InterruptedException when the thread is interrupted; nothing may be stored then
  void put(Answer answer) throws InterruptedException;
}
