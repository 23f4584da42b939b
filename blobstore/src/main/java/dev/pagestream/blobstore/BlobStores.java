package dev.pagestream.blobstore;

import dev.pagestream.runtime.config.BlobConfig;
import java.nio.file.Path;

/// Opens blob stores.
public final class BlobStores {
  private BlobStores() {}

  /// Blobs as files under a directory, which is created when absent.
  public static BlobStore files(Path directory) {
    return new FileBlobStore(directory);
  }

  /// Blobs where the configuration says. A bucket must exist.
  ///
  /// @param maxConnections for S3: connections kept alive to the store
  public static BlobStore open(BlobConfig config, int maxConnections) {
    return switch (config.kind()) {
      case FILES -> files(config.directory());
      case S3 -> new S3BlobStore(S3Settings.of(config, maxConnections));
    };
  }
}
