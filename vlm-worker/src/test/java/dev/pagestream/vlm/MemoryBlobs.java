package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store that is away when told. Thread-safe.
final class MemoryBlobs implements BlobStore {
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  /// The next accesses find the store away.
  void failNext(int accesses) {
    failures.set(accesses);
  }

  /// What is stored now.
  Set<String> keys() {
    return Set.copyOf(blobs.keySet());
  }

  @Override
  public void put(String key, byte[] content) {
    failIfTold();
    blobs.put(key, content.clone());
  }

  @Override
  public void put(String key, Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(String key) {
    return new ByteArrayInputStream(get(key));
  }

  @Override
  public byte[] get(String key) {
    failIfTold();
    byte[] blob = blobs.get(key);
    if (blob == null) {
      throw new BlobNotFoundException(key);
    }
    return blob.clone();
  }

  @Override
  public byte[] range(String key, long offset, int length) {
    byte[] blob = get(key);
    if (offset < 0 || offset + length > blob.length) {
      throw new IllegalArgumentException("range outside of " + key);
    }
    return Arrays.copyOfRange(blob, (int) offset, (int) offset + length);
  }

  @Override
  public boolean exists(String key) {
    failIfTold();
    return blobs.containsKey(key);
  }

  @Override
  public Optional<Long> size(String key) {
    return Optional.ofNullable(blobs.get(key)).map(blob -> (long) blob.length);
  }

  @Override
  public void delete(String key) {
    blobs.remove(key);
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.empty();
  }

  @Override
  public void close() {}

  private void failIfTold() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new BlobStoreUnavailableException("told to be away", new IOException("away"));
    }
  }
}
