package dev.pagestream.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/// Holds a broker's directory for one process and remembers in the same file which port it listens
/// on. The lock goes with the process, however it ends; the port stays.
final class DirectoryLock implements AutoCloseable {
  private static final String FILE_NAME = "embedded.port";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws IllegalStateException when a running broker holds the directory; the message names its
  ///   port
  static DirectoryLock acquire(Path directory) throws IOException {
    Path file = Files.createDirectories(directory).resolve(FILE_NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    DirectoryLock lock = new DirectoryLock(channel);
    if (ProcessLock.take(channel)) {
      return lock;
    }
    try (lock) {
      OptionalInt port = lock.port();
      throw new IllegalStateException(
          "A broker is already running on %s%s"
              .formatted(
                  directory,
                  port.isPresent() ? "; attach to it at 127.0.0.1 port " + port.getAsInt() : ""));
    }
  }

  /// The port written last, by this process or the one before.
  OptionalInt port() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(5);
    channel.read(text, 0);
    String digits = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return digits.matches("\\d{1,5}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }

  void writePort(int port) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Integer.toString(port).getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
