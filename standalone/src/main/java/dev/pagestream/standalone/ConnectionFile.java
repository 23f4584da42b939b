package dev.pagestream.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How to reach the local system that runs over a directory; there while it runs, and after a crash
/// until the next start.
public final class ConnectionFile {
  private static final String NAME = "connection.properties";
  private static final String API = "api";
  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String REGISTRY = "schema.registry.url";
  private static final String LANES = "lanes";

  private ConnectionFile() {}

  /// Addresses of a local system.
  ///
  /// @param lanes that have topics beside the built-in ones
  public record Connection(
      URI api, String bootstrapServers, String registryUrl, Set<String> lanes) {
    public Connection {
      lanes = Set.copyOf(lanes);
    }
  }

  static void write(Path directory, Connection connection) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(API, connection.api().toString());
    properties.setProperty(BOOTSTRAP, connection.bootstrapServers());
    properties.setProperty(REGISTRY, connection.registryUrl());
    properties.setProperty(LANES, String.join(",", new TreeSet<>(connection.lanes())));
    Path partial = directory.resolve(NAME + ".partial");
    try (OutputStream out = Files.newOutputStream(partial)) {
      properties.store(out, "How to reach the local system over this directory");
    }
    Files.move(partial, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(NAME));
  }

  /// What the directory says; the system may be gone all the same.
  ///
  /// @throws IOException when the file is there and unreadable
  public static Optional<Connection> read(Path directory) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(NAME))) {
      properties.load(in);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    return Optional.of(
        new Connection(
            URI.create(properties.getProperty(API, "")),
            properties.getProperty(BOOTSTRAP, ""),
            properties.getProperty(REGISTRY, ""),
            Arrays.stream(properties.getProperty(LANES, "").split(","))
                .filter(lane -> !lane.isEmpty())
                .collect(Collectors.toSet())));
  }
}
