package dev.pagestream.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract against a real S3 server, run as a process of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3BlobStoreIT extends BlobStoreContract {
  @TempDir static Path directory;
  private final S3ServerProcess server = new S3ServerProcess();
  private BlobStore store = BlobStores.files(Path.of("target", "unused-blobs"));

  @BeforeAll
  void start() throws IOException, InterruptedException {
    server.start(directory, "pages");
    store = BlobStores.s3(settings(server.endpoint(), "pages"));
  }

  @AfterAll
  void stop() {
    store.close();
    server.close();
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Test
  void saysUnavailableWhenNobodyListens() {
    try (BlobStore nowhere = BlobStores.s3(settings("http://127.0.0.1:1", "pages"))) {
      assertThatThrownBy(() -> nowhere.get("documents/d-0/a"))
          .isInstanceOf(BlobStoreUnavailableException.class);
    }
  }

  @Test
  void saysUnavailableNotMissingWhenTheBucketIsGone() {
    try (BlobStore other = BlobStores.s3(settings(server.endpoint(), "no-such-bucket"))) {
      assertThatThrownBy(() -> other.get("documents/d-0/a"))
          .isInstanceOf(BlobStoreUnavailableException.class);
    }
  }

  @Test
  void hasNoLocalFiles() {
    store.put("documents/d-0/local", bytes("x"));

    assertThat(store.localFile("documents/d-0/local")).isEmpty();
  }

  private static S3Settings settings(String endpoint, String bucket) {
    return new S3Settings(
        bucket,
        Optional.of(endpoint),
        "us-east-1",
        Optional.of("local"),
        Optional.of("local-secret"),
        true,
        16);
  }
}
