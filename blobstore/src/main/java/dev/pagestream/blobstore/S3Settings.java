package dev.pagestream.blobstore;

import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.Secret;
import java.util.Optional;

/// Where a bucket is and how to get in.
///
/// @param endpoint URL of a compatible store; AWS when empty
/// @param accessKey with its secret; the AWS credentials chain when empty
/// @param pathStyle bucket in the path instead of the host name
/// @param maxConnections connections kept alive to the store, per process
record S3Settings(
    String bucket,
    Optional<String> endpoint,
    String region,
    Optional<String> accessKey,
    Optional<String> secretKey,
    boolean pathStyle,
    int maxConnections) {
  S3Settings {
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("bucket is empty");
    }
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw new IllegalArgumentException("accessKey and secretKey go together");
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "maxConnections is " + maxConnections + ", must be at least 1");
    }
  }

  static S3Settings of(BlobConfig config, int maxConnections) {
    return new S3Settings(
        config.bucket(),
        config.endpoint(),
        config.region(),
        config.accessKey(),
        config.secretKey().map(Secret::value),
        config.pathStyle(),
        maxConnections);
  }

  @Override
  public String toString() {
    return "S3Settings[bucket="
        + bucket
        + ", endpoint="
        + endpoint.orElse("aws")
        + ", region="
        + region
        + "]";
  }
}
