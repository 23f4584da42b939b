package dev.pagestream.blobstore;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// s3proxy over a directory, in a JVM of its own: its jar carries copies of libraries that clash
/// with ours.
final class S3ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private @Nullable Process process;
  private String endpoint = "";

  void start(Path directory, String bucket) throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("data").resolve(bucket));
    int port = freePort();
    endpoint = "http://127.0.0.1:" + port;
    Path settings =
        Files.writeString(
            directory.resolve("s3proxy.properties"),
            """
            s3proxy.authorization=none
            s3proxy.endpoint=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint, directory.resolve("data")));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process started =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-Xmx256m",
                    "-jar",
                    JAR.toString(),
                    "--properties",
                    settings.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("s3proxy.log").toFile())
            .start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    awaitAnswer(started, bucket, directory.resolve("s3proxy.log"));
  }

  String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void awaitAnswer(Process started, String bucket, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (answers(bucket)) {
        return;
      }
      if (started.waitFor(Duration.ofMillis(100))) {
        break;
      }
    }
    throw new IllegalStateException("s3proxy did not start:\n" + Files.readString(log));
  }

  private boolean answers(String bucket) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(endpoint + "/" + bucket).toURL().openConnection();
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
