package dev.pagestream.blobstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/// Blobs as files under one directory. A put writes beside the target, forces it to disk and moves
/// it into place, so a reader never sees half a blob, also after kill -9 or a power cut.
/// Thread-safe, also across processes.
final class FileBlobStore implements BlobStore {
  /// Holds half-written files; the leading dot keeps it outside every legal key.
  private static final String PARTIAL = ".partial";

  private final Path root;
  private final Path partial;

  FileBlobStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.partial = this.root.resolve(PARTIAL);
    storing(() -> Files.createDirectories(partial));
  }

  @Override
  public void put(String key, byte[] content) {
    place(
        key,
        temporary -> {
          try (FileChannel channel = create(temporary)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
            channel.force(true);
          }
        });
  }

  @Override
  public void put(String key, Path file) {
    place(
        key,
        temporary -> {
          try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
              FileChannel to = create(temporary)) {
            long size = from.size();
            for (long done = 0; done < size; ) {
              done += from.transferTo(done, size - done, to);
            }
            to.force(true);
          }
        });
  }

  @Override
  public InputStream open(String key) {
    return reading(key, Files::newInputStream);
  }

  @Override
  public byte[] get(String key) {
    return reading(key, Files::readAllBytes);
  }

  @Override
  public byte[] range(String key, long offset, int length) {
    return reading(
        key,
        path -> {
          try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (offset < 0 || length < 0 || offset + length > channel.size()) {
              throw BlobKeys.outside(key, offset, length);
            }
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
              if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw BlobKeys.outside(key, offset, length);
              }
            }
            return buffer.array();
          }
        });
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public Optional<Long> size(String key) {
    Path path = path(key);
    return Files.isRegularFile(path) ? Optional.of(reading(key, Files::size)) : Optional.empty();
  }

  @Override
  public void delete(String key) {
    Path path = path(key);
    storing(() -> Files.deleteIfExists(path));
  }

  @Override
  public Optional<Path> localFile(String key) {
    Path path = path(key);
    return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
  }

  @Override
  public void close() {}

  private void place(String key, Write write) {
    Path target = path(key);
    Path temporary = partial.resolve(UUID.randomUUID().toString());
    storing(() -> {
      try {
        write.to(temporary);
        createParents(target);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return target;
    });
  }

  private static void createParents(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      return;
    }
    try {
      Files.createDirectories(parent);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("a blob stands where the directory of " + target + " should be", e);
    }
  }

  private Path path(String key) {
    return root.resolve(BlobKeys.checked(key));
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private <T> T reading(String key, Read<T> read) {
    Path path = path(key);
    try {
      return read.from(path);
    } catch (NoSuchFileException e) {
      throw new BlobNotFoundException(key);
    } catch (IOException e) {
      throw new BlobStoreUnavailableException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static <T> void storing(Store<T> store) {
    try {
      store.run();
    } catch (IOException | UncheckedIOException e) {
      throw new BlobStoreUnavailableException("cannot write blob: " + e.getMessage(), e);
    }
  }

  private interface Read<T> {
    T from(Path path) throws IOException;
  }

  private interface Store<T> {
    T run() throws IOException;
  }

  private interface Write {
    void to(Path path) throws IOException;
  }
}
