package dev.pagestream.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Closes what was registered, last first. The first failure is thrown, later ones are attached to
/// it. Thread-safe.
///
/// Registering after the close closes the newcomer at once and throws.
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>(); // Guarded by this.
  private boolean closed; // Guarded by this.

  /// Registers and returns the resource.
  public <T extends AutoCloseable> T register(T resource) {
    synchronized (this) {
      if (!closed) {
        resources.push(resource);
        return resource;
      }
    }
    IllegalStateException late =
        new IllegalStateException("registered after close: " + resource.getClass().getName());
    try {
      resource.close();
    } catch (Exception e) {
      late.addSuppressed(e);
    }
    throw late;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    for (AutoCloseable resource = next(); resource != null; resource = next()) {
      try {
        resource.close();
      } catch (Exception e) {
        if (first == null) {
          first =
              e instanceof RuntimeException unchecked
                  ? unchecked
                  : new IllegalStateException("close failed", e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    closed = true;
    return resources.poll();
  }
}
