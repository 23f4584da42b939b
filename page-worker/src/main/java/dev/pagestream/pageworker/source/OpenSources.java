package dev.pagestream.pageworker.source;

import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opened sources between two pages: opening one per page is more than twenty times slower.
/// Thread-safe.
///
/// A page borrows a source; what nobody borrows is idle, and kept while it is young and the idle
/// ones are few and small (the last one used may be larger). Two pages of one document at once
/// borrow two instances, never one.
public final class OpenSources implements AutoCloseable {
  /// After so many pages an instance is closed: a parser keeps what it has read.
  private static final int MAX_PAGES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(OpenSources.class);

  private final LocalFiles files;
  private final SourceOpener opener;
  private final int maxIdle;
  private final long maxIdleBytes;
  private final Duration idleTimeout;
  private final InstantSource clock;
  private final Deque<Idle> idle = new ArrayDeque<>(); // Guarded by this; last used first.
  private boolean closed; // Guarded by this.

  /// @param maxIdle sources kept open while nobody uses them
  /// @param maxIdleBytes size of their files together
  public OpenSources(
      LocalFiles files,
      SourceOpener opener,
      int maxIdle,
      long maxIdleBytes,
      Duration idleTimeout,
      InstantSource clock) {
    this.files = files;
    this.opener = opener;
    this.maxIdle = maxIdle;
    this.maxIdleBytes = maxIdleBytes;
    this.idleTimeout = idleTimeout;
    this.clock = clock;
  }

  /// An idle instance, or the file to open one from; downloads the source when it is not local.
  ///
  /// @param password of a PDF that needs one
  /// @throws dev.pagestream.blobstore.BlobNotFoundException when there is no such source
  /// @throws dev.pagestream.blobstore.BlobStoreUnavailableException when it cannot be fetched now
  public BorrowedSource borrow(String sourceKey, String format, Optional<Secret> password) {
    return takeIdle(sourceKey)
        .map(taken ->
            new BorrowedSource(
                this,
                sourceKey,
                taken::source,
                taken.file(),
                Optional.of(taken.source()),
                taken.pages()))
        .orElseGet(() -> {
          LocalFiles.LocalFile file = files.acquire(sourceKey);
          return new BorrowedSource(
              this,
              sourceKey,
              () -> opener.open(format, file.path(), password),
              file,
              Optional.empty(),
              0);
        });
  }

  void giveBack(String sourceKey, PageSource source, LocalFiles.LocalFile file, int pages) {
    Idle returned = new Idle(sourceKey, source, file, pages, size(file), clock.instant());
    boolean keep;
    synchronized (this) {
      keep = !closed && pages < MAX_PAGES && source.reusable();
      if (keep) {
        idle.push(returned);
      }
    }
    if (!keep) {
      returned.close();
    }
    sweep();
  }

  /// Closes what has been idle for too long, and the least recently used ones above the bounds.
  public void sweep() {
    Instant oldest = clock.instant().minus(idleTimeout);
    List<Idle> evicted = new ArrayList<>();
    synchronized (this) {
      int kept = 0;
      long bytes = 0;
      for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
        Idle next = all.next();
        boolean fits = kept == 0 || bytes + next.bytes() <= maxIdleBytes;
        if (kept < maxIdle && fits && next.since().isAfter(oldest)) {
          kept++;
          bytes += next.bytes();
        } else {
          all.remove();
          evicted.add(next);
        }
      }
    }
    evicted.forEach(Idle::close);
  }

  /// Closes the idle ones; borrowed ones are closed when they come back.
  @Override
  public void close() {
    List<Idle> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(idle);
      idle.clear();
    }
    all.forEach(Idle::close);
  }

  private synchronized Optional<Idle> takeIdle(String sourceKey) {
    Optional<Idle> found =
        idle.stream().filter(candidate -> candidate.sourceKey().equals(sourceKey)).findFirst();
    found.ifPresent(idle::remove);
    return found;
  }

  private static long size(LocalFiles.LocalFile file) {
    try {
      return Files.size(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Idle(
      String sourceKey,
      PageSource source,
      LocalFiles.LocalFile file,
      int pages,
      long bytes,
      Instant since) {
    /// Whoever evicts it has nothing to do with it: a failure is logged, not thrown.
    void close() {
      try {
        source.close();
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).log("A source could not be closed");
      } finally {
        file.release().run();
      }
    }
  }
}
