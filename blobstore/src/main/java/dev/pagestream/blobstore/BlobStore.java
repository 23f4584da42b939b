package dev.pagestream.blobstore;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Immutable blobs by key. Implementations are thread-safe and pass one contract test.
///
/// Keys are relative, `/`-separated, of `[A-Za-z0-9._-]` segments; names carry a content hash, so a
/// late or repeated writer writes the same bytes again and never overwrites what an event names. A
/// put is atomic: a reader sees all of it or nothing, also across kill -9.
///
/// Every method throws [BlobStoreUnavailableException] when the store cannot be reached (try again
/// later) and `IllegalArgumentException` on a malformed key.
public interface BlobStore extends AutoCloseable {
  void put(String key, byte[] content);

  /// Stores a file; the file is read, not moved.
  void put(String key, Path file);

  /// The caller closes the stream.
  ///
  /// @throws BlobNotFoundException when there is no such blob
  InputStream open(String key);

  /// All bytes; for small blobs.
  ///
  /// @throws BlobNotFoundException when there is no such blob
  byte[] get(String key);

  /// Exactly `length` bytes from `offset`.
  ///
  /// @throws BlobNotFoundException when there is no such blob
  /// @throws IllegalArgumentException when the range does not lie inside the blob
  byte[] range(String key, long offset, int length);

  boolean exists(String key);

  /// Size in bytes, empty when there is no such blob.
  Optional<Long> size(String key);

  /// Removes a blob; absent ones are no error.
  void delete(String key);

  /// The blob as a local file when the store has it as one, so that large sources need no copy.
  /// Never written to.
  Optional<Path> localFile(String key);

  @Override
  void close();
}
