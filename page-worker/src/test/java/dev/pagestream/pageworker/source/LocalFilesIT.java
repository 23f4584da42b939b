package dev.pagestream.pageworker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesIT {
  @TempDir Path directory;
  private RemoteStore store;
  private LocalFiles files;

  @BeforeEach
  void start() {
    store = new RemoteStore(BlobStores.files(directory.resolve("blobs")));
    for (String key : List.of("a", "b", "c")) {
      store.put(key, key.repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    files = new LocalFiles(store, directory.resolve("copies"), 250);
  }

  @Test
  void usesFilesOfTheStoreInPlace() {
    BlobStore local = BlobStores.files(directory.resolve("blobs"));

    Path file = new LocalFiles(local, directory.resolve("unused"), 250).acquire("a").path();

    assertThat(file).startsWith(directory.resolve("blobs")).hasContent("a".repeat(100));
  }

  @Test
  void copiesOnceHoweverManyAskAtTheSameTime() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Path>> paths = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        paths.add(pool.submit(() -> files.acquire("a").path()));
      }
      for (Future<Path> path : paths) {
        assertThat(path.get()).hasContent("a".repeat(100));
      }
    }
    assertThat(store.opened).hasValue(1);
  }

  @Test
  void makesRoomByRemovingTheLeastRecentlyUsedThatNobodyUses() throws Exception {
    files.acquire("a");
    files.acquire("b").release().run();
    files.acquire("c").release().run();

    assertThat(copies()).hasSize(2);
    assertThat(files.acquire("a").path()).exists();
    assertThat(store.opened).hasValue(3);
    assertThat(files.acquire("b").path()).hasContent("b".repeat(100));
    assertThat(store.opened).hasValue(4);
  }

  @Test
  void holdsMoreThanItsBoundOnlyWhileAllOfItIsUsed() throws Exception {
    List<LocalFiles.LocalFile> used = Stream.of("a", "b", "c").map(files::acquire).toList();
    assertThat(copies()).hasSize(3);

    used.forEach(file -> file.release().run());
    assertThat(copies()).hasSize(2);
  }

  @Test
  void leavesNothingBehindWhenThereIsNoSuchSource() throws Exception {
    assertThatThrownBy(() -> files.acquire("absent")).isInstanceOf(BlobNotFoundException.class);

    assertThat(copies()).isEmpty();
  }

  @Test
  void removesTheCopiesOfAnEarlierRun() throws Exception {
    files.acquire("a");

    LocalFiles unused = new LocalFiles(store, directory.resolve("copies"), 250);

    assertThat(unused).isNotNull();
    assertThat(copies()).isEmpty();
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> copies = Files.list(directory.resolve("copies"))) {
      return copies.toList();
    }
  }

  /// A store without files of its own, as an object store is.
  private static final class RemoteStore implements BlobStore {
    final AtomicInteger opened = new AtomicInteger();
    private final BlobStore store;

    RemoteStore(BlobStore store) {
      this.store = store;
    }

    @Override
    public Optional<Path> localFile(String key) {
      return Optional.empty();
    }

    @Override
    public InputStream open(String key) {
      opened.incrementAndGet();
      return store.open(key);
    }

    @Override
    public void put(String key, byte[] content) {
      store.put(key, content);
    }

    @Override
    public void put(String key, Path file) {
      store.put(key, file);
    }

    @Override
    public byte[] get(String key) {
      return store.get(key);
    }

    @Override
    public byte[] range(String key, long offset, int length) {
      return store.range(key, offset, length);
    }

    @Override
    public boolean exists(String key) {
      return store.exists(key);
    }

    @Override
    public Optional<Long> size(String key) {
      return store.size(key);
    }

    @Override
    public void delete(String key) {
      store.delete(key);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
