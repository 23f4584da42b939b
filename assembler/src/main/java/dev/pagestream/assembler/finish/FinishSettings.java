package dev.pagestream.assembler.finish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Limits of the finisher. Immutable.
///
/// @param maxAttempts tries of a document whose finish throws, before it ends as failed
/// @param heapBytes memory for the documents being finished at once, by estimate; a larger one is
///   finished alone
/// @param embeddedImageBytes most bytes of images in one document; with more, pictures are exported
///   without pixels
/// @param maxChunks most records of one document on `documents.chunks`; of more chunks the first
/// @param chunkBytes most bytes of these records; of more chunks the first
/// @param eventSource CloudEvents `source` of what is finished here, a URI reference
/// @param spoolDirectory where outputs larger than a quarter of a mebibyte are put together; made
///   when it is needed
public record FinishSettings(
    int maxAttempts,
    long heapBytes,
    long embeddedImageBytes,
    int maxChunks,
    long chunkBytes,
    String eventSource,
    Path spoolDirectory) {
  /// Removes what a process that was killed left in the spool directory; before the finisher
  /// starts.
  public void removeLeftovers() {
    if (!Files.isDirectory(spoolDirectory)) {
      return;
    }
    try (Stream<Path> files = Files.list(spoolDirectory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + spoolDirectory, e);
    }
  }
}
