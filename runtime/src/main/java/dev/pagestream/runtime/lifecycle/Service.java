package dev.pagestream.runtime.lifecycle;

import java.util.List;
import java.util.Optional;

/// A running service. Closing stops taking work, lets running calls finish within their time-outs,
/// commits, and releases everything. Thread-safe.
public interface Service extends AutoCloseable {
  /// Why the service cannot do its work now, for `/readyz`; empty when it can.
  Optional<String> notReady();

  /// What an operator should look at although the service can work, for `/readyz`: sentences, empty
  /// when there is nothing.
  default List<String> warnings() {
    return List.of();
  }

  /// Waits until the service has ended by itself, which it does only after a fatal error.
  ///
  /// @throws InterruptedException when the waiting thread is interrupted
  void awaitTermination() throws InterruptedException;

  @Override
  void close();
}
