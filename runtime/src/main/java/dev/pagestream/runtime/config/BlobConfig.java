package dev.pagestream.runtime.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where the bytes live.
public record BlobConfig(
    @Default("FILES") @Doc("FILES for a directory, S3 for an object store.") Kind kind,
    @Default("blobs") @Doc("For FILES: the directory; shared by all services of the system.")
        Path directory,
    @Default("pagestream") @Doc("For S3: the bucket.") String bucket,
    @Doc("For S3: endpoint URL of a compatible store; AWS when absent.") Optional<String> endpoint,
    @Default("us-east-1") @Doc("For S3: the region.") String region,
    @Doc("For S3: access key; the AWS credentials chain when absent.") Optional<String> accessKey,
    @Doc("For S3: secret key.") Optional<Secret> secretKey,
    @Default("false")
        @Doc("For S3: bucket in the path, not in the host name; most compatible stores want it.")
        boolean pathStyle) {
  public BlobConfig {
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw new IllegalArgumentException(
          accessKey.isPresent()
              ? "accessKey is set but secretKey is not; give both or neither"
              : "secretKey is set but accessKey is not; give both or neither");
    }
  }

  /// The kinds of store.
  public enum Kind {
    FILES,
    S3
  }

  /// A store of files with everything else at its default.
  public static BlobConfig files(Path directory) {
    return new BlobConfig(
        Kind.FILES,
        directory,
        "pagestream",
        Optional.empty(),
        "us-east-1",
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
