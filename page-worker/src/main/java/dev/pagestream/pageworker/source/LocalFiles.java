package dev.pagestream.pageworker.source;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sources as local files. What the store has as a file is used in place; the rest is copied into a
/// directory of this process, once however many ask, and the copy is removed when nobody uses it
/// and room is needed. Thread-safe.
///
/// The directory holds at most `maxBytes`, or the sources in use when those alone are more.
public final class LocalFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFiles.class);

  private final BlobStore blobs;
  private final Path directory;
  private final long maxBytes;
  private final Map<String, Copy> copies =
      new LinkedHashMap<>(16, 0.75f, true); // Guarded by this; least recently used first.
  private final Map<String, CompletableFuture<Copy>> downloads =
      new HashMap<>(); // Guarded by this.
  private long bytes; // Guarded by this.

  /// @param directory of this process alone; emptied
  public LocalFiles(BlobStore blobs, Path directory, long maxBytes) {
    this.blobs = blobs;
    this.directory = directory;
    this.maxBytes = maxBytes;
    clear(directory);
  }

  /// A source's file, to be released after use. Downloads on the caller's thread.
  ///
  /// @throws dev.pagestream.blobstore.BlobNotFoundException when there is no such source
  /// @throws dev.pagestream.blobstore.BlobStoreUnavailableException when it cannot be fetched now
  LocalFile acquire(String sourceKey) {
    Optional<Path> inPlace = blobs.localFile(sourceKey);
    if (inPlace.isPresent()) {
      return new LocalFile(inPlace.get(), () -> {});
    }
    Copy copy = copy(sourceKey);
    return new LocalFile(copy.file(), () -> release(sourceKey));
  }

  private Copy copy(String sourceKey) {
    CompletableFuture<Copy> download;
    boolean mine = false;
    synchronized (this) {
      Copy known = copies.get(sourceKey);
      if (known != null) {
        copies.put(sourceKey, known.usedBy(known.users() + 1));
        return known;
      }
      download = downloads.get(sourceKey);
      if (download == null) {
        download = new CompletableFuture<>();
        downloads.put(sourceKey, download);
        mine = true;
      }
    }
    if (mine) {
      download(sourceKey, download);
    }
    await(download);
    return copy(sourceKey);
  }

  private void download(String sourceKey, CompletableFuture<Copy> download) {
    Path file = directory.resolve(Hashes.sha256(sourceKey) + ".source");
    try (InputStream in = blobs.open(sourceKey)) {
      long size = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      Copy copy = new Copy(file, size, 0);
      synchronized (this) {
        makeRoom(size);
        copies.put(sourceKey, copy);
        bytes += size;
        downloads.remove(sourceKey);
      }
      download.complete(copy);
    } catch (IOException e) {
      fail(
          sourceKey,
          file,
          download,
          new BlobStoreUnavailableException("a source cannot be copied to " + directory, e));
    } catch (RuntimeException e) {
      fail(sourceKey, file, download, e);
    }
  }

  private void fail(
      String sourceKey, Path file, CompletableFuture<Copy> download, RuntimeException cause) {
    synchronized (this) {
      downloads.remove(sourceKey);
    }
    delete(file);
    download.completeExceptionally(cause);
  }

  private static void await(CompletableFuture<Copy> download) {
    try {
      download.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
    }
  }

  private synchronized void release(String sourceKey) {
    Copy copy = copies.get(sourceKey);
    if (copy != null) {
      copies.put(sourceKey, copy.usedBy(copy.users() - 1));
      makeRoom(0);
    }
  }

  // Guarded by this.
  private void makeRoom(long wanted) {
    Iterator<Copy> oldestFirst = copies.values().iterator();
    while (bytes + wanted > maxBytes && oldestFirst.hasNext()) {
      Copy copy = oldestFirst.next();
      if (copy.users() == 0) {
        oldestFirst.remove();
        bytes -= copy.bytes();
        delete(copy.file());
      }
    }
  }

  private static void clear(Path directory) {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> old = Files.list(directory)) {
        old.filter(file -> file.getFileName().toString().endsWith(".source"))
            .forEach(LocalFiles::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("A local copy could not be removed");
    }
  }

  private record Copy(Path file, long bytes, int users) {
    Copy usedBy(int newUsers) {
      return new Copy(file, bytes, newUsers);
    }
  }

  /// A file somebody uses.
  record LocalFile(Path path, Runnable release) {}
}
