package dev.pagestream.runtime.lifecycle;

import java.util.Optional;

/// A running service. Closing stops taking work, lets running calls finish within their time-outs,
/// commits, and releases everything. Thread-safe.
public interface Service extends AutoCloseable {
  /// Why the service cannot do its work now, for `/readyz`; empty when it can.
  Optional<String> notReady();

  /// Waits until the service has ended by itself, which it does only after a fatal error.
  ///
  /// @throws InterruptedException when the waiting thread is interrupted
  void awaitTermination() throws InterruptedException;

  @Override
  void close();
}
