package dev.pagestream.ingest.submit;

import dev.pagestream.document.Hashes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Writes one spool file and hashes it on the way. A file that was not finished is deleted on
/// close. Confined to one thread.
public final class SpoolWriter extends OutputStream {
  private final Path path;
  private final long limitBytes;
  private final OutputStream out;
  private final MessageDigest digest = Hashes.digest();
  private long bytes;
  private boolean finished;

  SpoolWriter(Path path, long limitBytes) throws IOException {
    this.path = path;
    this.limitBytes = limitBytes;
    this.out = new BufferedOutputStream(Files.newOutputStream(path));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    bytes += length;
    if (bytes > limitBytes) {
      throw new TooLargeException(limitBytes);
    }
    digest.update(buffer, offset, length);
    out.write(buffer, offset, length);
  }

  /// Ends the file; it then belongs to the caller.
  public SpooledFile finish() throws IOException {
    out.close();
    finished = true;
    return new SpooledFile(path, HexFormat.of().formatHex(digest.digest()), bytes);
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      out.close();
      Files.deleteIfExists(path);
    }
  }
}
