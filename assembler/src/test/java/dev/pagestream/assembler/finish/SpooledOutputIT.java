package dev.pagestream.assembler.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpooledOutputIT {
  @TempDir Path directory;

  /// In memory, at its edge, and beyond it.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 3 << 20})
  void storesWhatWasWrittenAndLeavesNoFile(int length) throws IOException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    Path spool = directory.resolve("spool");

    try (BlobStore blobs = BlobStores.files(directory.resolve("blobs"))) {
      try (SpooledOutput output = new SpooledOutput(spool)) {
        for (int at = 0; at < length; at += 1000) {
          output.write(content, at, Math.min(1000, length - at));
        }

        assertThat(output.length()).isEqualTo(length);
        assertThat(output.sha256()).isEqualTo(Hashes.sha256(content));
        assertThat(output.atMost(length - 1)).isEmpty();
        output.store(blobs, "a/b");
        assertThat(output.atMost(length)).contains(content);
      }

      assertThat(blobs.get("a/b")).isEqualTo(content);
    }
    assertThat(files(spool)).isZero();
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    Path spool = Files.createDirectories(directory.resolve("left"));
    Files.writeString(spool.resolve("output1"), "half");

    new FinishSettings(3, 1, 1, 1, 1, "/", spool).removeLeftovers();
    new FinishSettings(3, 1, 1, 1, 1, "/", directory.resolve("never made")).removeLeftovers();

    assertThat(files(spool)).isZero();
  }

  private static long files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
