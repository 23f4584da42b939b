package dev.pagestream.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.Secret;
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
    store = open(server.endpoint(), "pages");
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
    try (BlobStore nowhere = open("http://127.0.0.1:1", "pages")) {
      assertThatThrownBy(() -> nowhere.get("documents/d-0/a"))
          .isInstanceOf(BlobStoreUnavailableException.class);
    }
  }

  @Test
  void saysUnavailableNotMissingWhenTheBucketIsGone() {
    try (BlobStore other = open(server.endpoint(), "no-such-bucket")) {
      assertThatThrownBy(() -> other.get("documents/d-0/a"))
          .isInstanceOf(BlobStoreUnavailableException.class);
    }
  }

  @Test
  void hasNoLocalFiles() {
    store.put("documents/d-0/local", bytes("x"));

    assertThat(store.localFile("documents/d-0/local")).isEmpty();
  }

  private static BlobStore open(String endpoint, String bucket) {
    return BlobStores.open(
        new BlobConfig(
            BlobConfig.Kind.S3,
            Path.of("unused"),
            bucket,
            Optional.of(endpoint),
            "us-east-1",
            Optional.of("local"),
            Optional.of(new Secret("local-secret")),
            true),
        16);
  }
}
