package dev.pagestream.ingest.submit;

import dev.pagestream.document.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A directory for sources on their way, so that none is ever held in memory. Emptied when opened:
/// what a killed process left there was never acknowledged. Its size is bounded by its users: files
/// at once times the largest file. Thread-safe.
public final class Spool {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path directory;

  /// @throws UncheckedIOException when the directory cannot be made or emptied
  public Spool(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("spool directory cannot be used: " + directory, e);
    }
  }

  public Path directory() {
    return directory;
  }

  /// A new file to write to; hashed while written.
  ///
  /// @param limitBytes largest size; one byte more throws [TooLargeException]
  public SpoolWriter writer(long limitBytes) {
    try {
      return new SpoolWriter(Files.createTempFile(directory, "source-", ".part"), limitBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes in a whole stream, which the caller closes.
  ///
  /// @throws TooLargeException when it has more bytes than the limit
  public SpooledFile receive(InputStream in, long limitBytes) throws IOException {
    try (SpoolWriter writer = writer(limitBytes)) {
      in.transferTo(writer);
      return writer.finish();
    }
  }

  /// Hashes a file that is already in place.
  public static SpooledFile of(Path file) throws IOException {
    MessageDigest digest = Hashes.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new SpooledFile(file, HexFormat.of().formatHex(digest.digest()), bytes);
  }
}
