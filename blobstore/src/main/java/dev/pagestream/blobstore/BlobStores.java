package dev.pagestream.blobstore;

import java.nio.file.Path;

/// Opens blob stores.
public final class BlobStores {
  private BlobStores() {}

  /// Blobs as files under a directory, which is created when absent.
  public static BlobStore files(Path directory) {
    return new FileBlobStore(directory);
  }

  /// Blobs as objects of a bucket, which must exist.
  public static BlobStore s3(S3Settings settings) {
    return new S3BlobStore(settings);
  }
}
