package dev.pagestream.ingest.splitter;

import java.nio.file.Path;

/// A source as a local file, and where it is for the other stages. Closing removes what was copied.
///
/// @param key in the blob store
/// @param sha256 lower-case hex
/// @param release deletes the copy; does nothing for a file of the store
record LocalSource(Path path, String key, String sha256, long bytes, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
