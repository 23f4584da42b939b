package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An output on its way to the blob store, where its name carries its hash: in memory while it is
/// small, then in a file. Confined to one thread; closing it removes the file.
final class SpooledOutput extends OutputStream {
  private static final int MEMORY_BYTES = 256 << 10;

  private final Path directory;
  private final MessageDigest digest = Hashes.digest();
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private OutputStream target;
  private @Nullable Path file;
  private long length;

  /// @param directory for the file; made when it is needed
  SpooledOutput(Path directory) {
    this.directory = directory;
    this.target = new DigestOutputStream(memory, digest);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (file == null && length + count > MEMORY_BYTES) {
      spill();
    }
    target.write(bytes, offset, count);
    length += count;
  }

  private void spill() throws IOException {
    Files.createDirectories(directory);
    file = Files.createTempFile(directory, "output", "");
    OutputStream out = Files.newOutputStream(file);
    memory.writeTo(out);
    memory = new ByteArrayOutputStream(0);
    target = new DigestOutputStream(out, digest);
  }

  long length() {
    return length;
  }

  /// Of what was written; nothing may be written after it.
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// All of it, when it has no more bytes than this.
  Optional<byte[]> atMost(int bytes) throws IOException {
    if (length > bytes) {
      return Optional.empty();
    }
    return Optional.of(file == null ? memory.toByteArray() : Files.readAllBytes(file));
  }

  void store(BlobStore blobs, String key) throws IOException {
    target.flush();
    if (file == null) {
      blobs.put(key, memory.toByteArray());
    } else {
      blobs.put(key, file);
    }
  }

  @Override
  public void close() throws IOException {
    target.close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
