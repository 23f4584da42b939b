package dev.pagestream.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every blob store must do; each implementation runs all of it.
abstract class BlobStoreContract {
  private static final String KEY = "documents/d-0/pages/1-abc.page";

  abstract BlobStore store();

  @Test
  void givesBackWhatWasPut() throws IOException {
    byte[] content = bytes("hello");

    store().put(KEY, content);

    assertThat(store().get(KEY)).isEqualTo(content);
    try (InputStream in = store().open(KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThat(store().exists(KEY)).isTrue();
    assertThat(store().size(KEY)).contains(5L);
  }

  @Test
  void putsAFileAndLeavesItThere(@TempDir Path directory) throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);
    Path file = Files.write(directory.resolve("source.pdf"), content);

    store().put("documents/d-0/source-1", file);

    assertThat(store().get("documents/d-0/source-1")).isEqualTo(content);
    assertThat(file).exists();
  }

  @Test
  void putTwiceKeepsTheLast() {
    store().put("answers/aa/aa01.json", bytes("first"));
    store().put("answers/aa/aa01.json", bytes("second"));

    assertThat(store().get("answers/aa/aa01.json")).isEqualTo(bytes("second"));
  }

  @Test
  void keepsAnEmptyBlob() {
    store().put("documents/d-0/empty", new byte[0]);

    assertThat(store().get("documents/d-0/empty")).isEmpty();
    assertThat(store().size("documents/d-0/empty")).contains(0L);
    assertThat(store().range("documents/d-0/empty", 0, 0)).isEmpty();
  }

  @Test
  void readsExactlyTheRangeAsked() {
    store().put("documents/d-0/range", bytes("0123456789"));

    assertThat(store().range("documents/d-0/range", 3, 4)).isEqualTo(bytes("3456"));
    assertThat(store().range("documents/d-0/range", 0, 10)).isEqualTo(bytes("0123456789"));
    assertThat(store().range("documents/d-0/range", 9, 1)).isEqualTo(bytes("9"));
    assertThat(store().range("documents/d-0/range", 10, 0)).isEmpty();
  }

  @Test
  void refusesARangeThatLeavesTheBlob() {
    store().put("documents/d-0/short", bytes("0123456789"));

    assertThatThrownBy(() -> store().range("documents/d-0/short", 8, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8+3");
    assertThatThrownBy(() -> store().range("documents/d-0/short", 20, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().range("documents/d-0/short", -1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().range("documents/d-0/short", 11, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysNotFoundForAMissingBlob() {
    String missing = "documents/nobody/nothing";

    assertThat(store().exists(missing)).isFalse();
    assertThat(store().size(missing)).isEmpty();
    assertThatThrownBy(() -> store().get(missing))
        .isInstanceOf(BlobNotFoundException.class)
        .hasMessageContaining(missing);
    assertThatThrownBy(() -> store().open(missing)).isInstanceOf(BlobNotFoundException.class);
    assertThatThrownBy(() -> store().range(missing, 0, 1))
        .isInstanceOf(BlobNotFoundException.class);
  }

  @Test
  void deletesAndDoesNotMindTheAbsent() {
    store().put("documents/d-0/gone", bytes("x"));

    store().delete("documents/d-0/gone");
    store().delete("documents/d-0/gone");

    assertThat(store().exists("documents/d-0/gone")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/abs", "a//b", "../up", "a/../b", "a/.hidden", "a b", "a/", "ä"})
  void refusesAMalformedKey(String key) {
    assertThatThrownBy(() -> store().put(key, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("malformed blob key");
  }

  @Test
  void writersOfOneKeyNeverShowHalfABlob() throws Exception {
    byte[] content = new byte[400_000];
    new Random(11).nextBytes(content);
    store().put("documents/d-0/raced", content);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Callable<byte[]> write =
            () -> {
              store().put("documents/d-0/raced", content);
              return content;
            };
        reads.add(threads.submit(write));
        reads.add(threads.submit(() -> store().get("documents/d-0/raced")));
      }
      for (Future<byte[]> read : reads) {
        assertThat(outcome(read)).isEqualTo(content);
      }
    }
  }

  private static byte[] outcome(Future<byte[]> read) throws InterruptedException {
    try {
      return read.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a concurrent access failed", e.getCause());
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
