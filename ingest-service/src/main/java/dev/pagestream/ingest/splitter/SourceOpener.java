package dev.pagestream.ingest.splitter;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.source.SourceFetcher;
import dev.pagestream.ingest.source.SourceRefusedException;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.schema.DocumentSubmitted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Brings a submitted source to local disk: from the blob store, or from its URL and then into the
/// blob store. Thread-safe, blocking.
///
/// Slow servers must not stop the intake: a document gives its slot up while its URL is fetched,
/// and fetches have a bound of their own.
final class SourceOpener {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final BlobStore blobs;
  private final Spool spool;
  private final SourceFetcher fetcher;
  private final Semaphore fetches;
  private final HeaderSealer sealer;

  SourceOpener(
      BlobStore blobs, Spool spool, SourceFetcher fetcher, int maxFetches, HeaderSealer sealer) {
    this.blobs = blobs;
    this.spool = spool;
    this.fetcher = fetcher;
    this.fetches = new Semaphore(maxFetches, true);
    this.sealer = sealer;
  }

  /// The caller closes the source.
  ///
  /// @param slot given up while a URL is fetched, and between tries
  /// @throws SourceRefusedException when there is nothing to be had under the URL
  LocalSource open(DocumentSubmitted submitted, CallSlot slot) throws Exception {
    @Nullable String key = submitted.getSourceKey();
    @Nullable String url = submitted.getSourceUrl();
    if (key != null) {
      return stored(key, String.valueOf(submitted.getSourceSha256()), submitted.getSourceBytes());
    }
    if (url == null) {
      throw new IllegalArgumentException("submission has neither sourceKey nor sourceUrl");
    }
    SpooledFile file = fetched(url, headers(submitted), slot);
    try {
      String stored = BlobNames.source(submitted.getOrigin().getDocumentId(), file.sha256());
      blobs.put(stored, file.path());
      return new LocalSource(file.path(), stored, file.sha256(), file.bytes(), file::close);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private LocalSource stored(String key, String sha256, long bytes) throws IOException {
    Optional<Path> local = blobs.localFile(key);
    if (local.isPresent()) {
      return new LocalSource(local.get(), key, sha256, bytes, () -> {});
    }
    try (InputStream in = blobs.open(key)) {
      SpooledFile copy = spool.receive(in, bytes);
      return new LocalSource(copy.path(), key, sha256, bytes, copy::close);
    }
  }

  private Map<String, String> headers(DocumentSubmitted submitted) {
    @Nullable ByteBuffer sealed = submitted.getSourceHeaders();
    return sealed == null ? Map.of() : sealer.open(sealed);
  }

  private SpooledFile fetched(String url, Map<String, String> headers, CallSlot slot)
      throws Exception {
    for (Duration pause : PAUSES) {
      try {
        return fetchedOnce(url, headers, slot);
      } catch (SourceRefusedException e) {
        if (!e.passing()) {
          throw e;
        }
        slot.park(pause);
      }
    }
    return fetchedOnce(url, headers, slot);
  }

  private SpooledFile fetchedOnce(String url, Map<String, String> headers, CallSlot slot)
      throws Exception {
    try (Fetch fetch = new Fetch(url, headers)) {
      slot.parkWhile(fetch);
      return fetch.take();
    }
  }

  /// Holds its permit until the slot is back, so that files on disk are bounded; a file nobody took
  /// goes with it. Confined to one thread.
  private final class Fetch implements Callable<Boolean>, AutoCloseable {
    private final String url;
    private final Map<String, String> headers;
    private boolean permitted;
    private @Nullable SpooledFile file;

    private Fetch(String url, Map<String, String> headers) {
      this.url = url;
      this.headers = headers;
    }

    @Override
    public Boolean call() throws SourceRefusedException, InterruptedException {
      fetches.acquire();
      permitted = true;
      file = fetcher.fetch(url, headers);
      return true;
    }

    private SpooledFile take() {
      SpooledFile taken = Objects.requireNonNull(file);
      file = null;
      return taken;
    }

    @Override
    public void close() {
      if (permitted) {
        fetches.release();
      }
      if (file != null) {
        file.close();
      }
    }
  }
}
