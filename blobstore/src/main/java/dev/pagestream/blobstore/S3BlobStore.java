package dev.pagestream.blobstore;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Blobs as objects of one bucket. S3 puts are atomic by themselves. Thread-safe.
final class S3BlobStore implements BlobStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client client;
  private final String bucket;

  S3BlobStore(S3Settings settings) {
    this.bucket = settings.bucket();
    this.client = client(settings);
  }

  private static S3Client client(S3Settings settings) {
    // HttpURLConnection keeps one pool per JVM, sized by this property only.
    System.setProperty("http.maxConnections", Integer.toString(settings.maxConnections()));
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.pathStyle());
    settings.endpoint().ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint)));
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    if (settings.accessKey().isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow()));
  }

  @Override
  public void put(String key, byte[] content) {
    put(key, RequestBody.fromBytes(content));
  }

  @Override
  public void put(String key, Path file) {
    put(key, RequestBody.fromFile(file));
  }

  private void put(String key, RequestBody body) {
    BlobKeys.checked(key);
    calling(key, () -> client.putObject(request -> request.bucket(bucket).key(key), body));
  }

  @Override
  public InputStream open(String key) {
    BlobKeys.checked(key);
    return calling(key, () -> client.getObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public byte[] get(String key) {
    BlobKeys.checked(key);
    return calling(
        key,
        () -> client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
  }

  @Override
  public byte[] range(String key, long offset, int length) {
    BlobKeys.checked(key);
    if (offset < 0 || length < 0) {
      throw BlobKeys.outside(key, offset, length);
    }
    if (length == 0) {
      return emptyRange(key, offset);
    }
    String range = "bytes=" + offset + "-" + (offset + length - 1);
    byte[] bytes =
        calling(
            key,
            () -> {
              try {
                return client
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key).range(range))
                    .asByteArray();
              } catch (S3Exception e) {
                if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                  throw BlobKeys.outside(key, offset, length);
                }
                throw e;
              }
            });
    // A range that begins inside and ends outside is answered with what is there.
    if (bytes.length != length) {
      throw BlobKeys.outside(key, offset, length);
    }
    return bytes;
  }

  private byte[] emptyRange(String key, long offset) {
    long size = size(key).orElseThrow(() -> new BlobNotFoundException(key));
    if (offset > size) {
      throw BlobKeys.outside(key, offset, 0);
    }
    return new byte[0];
  }

  @Override
  public boolean exists(String key) {
    return size(key).isPresent();
  }

  @Override
  public Optional<Long> size(String key) {
    BlobKeys.checked(key);
    try {
      return Optional.of(
          calling(
              key,
              () -> client.headObject(request -> request.bucket(bucket).key(key)).contentLength()));
    } catch (BlobNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) {
    BlobKeys.checked(key);
    calling(key, () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public Optional<Path> localFile(String key) {
    BlobKeys.checked(key);
    return Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T calling(String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (NoSuchKeyException e) {
      throw new BlobNotFoundException(key);
    } catch (S3Exception e) {
      // HEAD has no body, so a missing key shows as a bare 404 there.
      if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(errorCode(e))) {
        throw new BlobNotFoundException(key);
      }
      throw new BlobStoreUnavailableException(
          "bucket " + bucket + " answered " + e.statusCode() + " for " + key, e);
    } catch (SdkClientException e) {
      throw new BlobStoreUnavailableException("bucket " + bucket + " cannot be reached", e);
    } catch (SdkException e) {
      throw new BlobStoreUnavailableException("bucket " + bucket + " failed for " + key, e);
    }
  }

  private static String errorCode(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }
}
