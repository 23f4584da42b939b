package dev.pagestream.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreIT extends BlobStoreContract {
  @TempDir Path directory;
  private BlobStore store = BlobStores.files(Path.of("target", "unused-blobs"));

  @BeforeEach
  void open() {
    store = BlobStores.files(directory.resolve("blobs"));
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Test
  void aSecondProcessOnTheSameDirectorySeesTheBlobs() {
    store.put("documents/d-0/a", bytes("x"));

    assertThat(BlobStores.files(directory.resolve("blobs")).get("documents/d-0/a"))
        .isEqualTo(bytes("x"));
  }

  @Test
  void leavesNothingBehindWhenAPutFails() throws IOException {
    assertThatThrownBy(() -> store.put("documents/d-0/a", directory.resolve("absent.pdf")))
        .isInstanceOf(BlobStoreUnavailableException.class);

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).toList()).isEqualTo(List.of());
    }
  }

  @Test
  void offersItsBlobsAsLocalFiles() throws IOException {
    store.put("documents/d-0/source-1", bytes("pdf"));

    Path file = store.localFile("documents/d-0/source-1").orElseThrow();

    assertThat(Files.readString(file)).isEqualTo("pdf");
    assertThat(store.localFile("documents/d-0/source-2")).isEmpty();
  }
}
