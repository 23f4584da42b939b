package dev.pagestream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Kafka node, broker and KRaft controller, in this JVM. Topics and offsets stay in its
/// directory.
///
/// Listens on 127.0.0.1 only. Needs about 40 MB of heap. Survives `kill -9`, but does not sync
/// every record to disk: a power cut may lose the last seconds.
///
/// The only class that touches Kafka's server internals, which may move between releases. While it
/// is loaded a fatal fault of the broker throws where Kafka would have ended the JVM.
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /// Starts on the port this directory had before if it is free, else on any free port.
  public static EmbeddedBroker start(Path directory) {
    return start(directory, 0);
  }

  /// Blocks until the broker accepts clients, about 2 s.
  ///
  /// @param directory created when absent; belongs to one running broker
  /// @param port 0 for the port of last time if it is free, else any free one
  /// @throws IllegalStateException when a broker already runs on the directory (the message names
  ///   its port), or cannot start
  public static EmbeddedBroker start(Path directory, int port) {
    throwInsteadOfExit();
    try {
      Path absolute = directory.toAbsolutePath().normalize();
      DirectoryLock lock = DirectoryLock.acquire(absolute);
      try {
        return start(absolute, lock, port == 0 ? lastOrFreePort(lock) : port);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + directory + " for a broker", e);
    }
  }

  private static EmbeddedBroker start(Path directory, DirectoryLock lock, int port)
      throws IOException {
    requireFree(port);
    boolean known = isFormatted(directory);
    format(directory);
    KafkaConfig config =
        new KafkaConfig(NodeSettings.of(directory, Loopback.HOST, port, freePort()));
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
      if (known) {
        LostMarkers.write(Loopback.HOST, port);
      }
    } catch (IOException | RuntimeException e) {
      stop(server, e);
      throw new IllegalStateException(
          "The broker in " + directory + " did not start: " + e.getMessage(), e);
    }
    lock.writePort(port);
    LOG.atInfo()
        .addKeyValue("directory", directory)
        .addKeyValue("port", port)
        .log("Broker started");
    return new EmbeddedBroker(lock, server, port);
  }

  private static void stop(KafkaRaftServer server, Exception cause) {
    try {
      server.shutdown();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  public String bootstrapServers() {
    return Loopback.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /// Hands over, writes what is in memory, and frees port and directory.
  @Override
  public void close() {
    try (lock) {
      server.shutdown();
      server.awaitShutdown();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the broker's directory", e);
    }
  }

  private static boolean isFormatted(Path directory) {
    return Files.exists(directory.resolve("meta.properties"));
  }

  private static void format(Path directory) throws IOException {
    if (isFormatted(directory)) {
      return;
    }
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(NodeSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .setDirectories(List.of(directory.toString()))
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot format " + directory, e);
    }
  }

  private static int lastOrFreePort(DirectoryLock lock) throws IOException {
    OptionalInt last = lock.port();
    return last.isPresent() && isFree(last.getAsInt()) ? last.getAsInt() : freePort();
  }

  /// Kafka itself finds out only after it has started everything else.
  private static void requireFree(int port) {
    if (!isFree(port)) {
      throw new IllegalStateException("Port " + port + " of " + Loopback.HOST + " is taken");
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, Loopback.address());
  }

  private static void throwInsteadOfExit() {
    Exit.setExitProcedure(EmbeddedBroker::fail);
    Exit.setHaltProcedure(EmbeddedBroker::fail);
  }

  private static void fail(int status, @Nullable String message) {
    LOG.atError().addKeyValue("status", status).log("The embedded broker failed");
    throw new IllegalStateException(
        "The embedded broker ended itself with status " + status + ": " + message);
  }
}
