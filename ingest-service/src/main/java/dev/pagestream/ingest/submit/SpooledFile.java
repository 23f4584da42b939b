package dev.pagestream.ingest.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes of one source on local disk, on their way. Closing deletes the file. Immutable.
///
/// @param sha256 of the content, lower-case hex
/// @param bytes size
public record SpooledFile(Path path, String sha256, long bytes) implements AutoCloseable {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
