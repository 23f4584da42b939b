package dev.pagestream.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// How a local system runs. Immutable.
///
/// @param directory holds everything: topics, schemas, blobs, state, key, logs
/// @param host address the API listens on
/// @param port of the API; 0 takes a free one
/// @param adminPort of `/livez`, `/readyz`, `/metrics`; 0 takes a free one
/// @param enableRemoteServices whether remote models may be called
/// @param allowPrivateAddresses whether URL sources may lie on private, loopback or link-local
///   addresses
/// @param lanes that get topics beside the built-in ones
/// @param overrides per service (`ingest`, `pageWorker`, `vlmWorker`, `assembler`) configuration as
///   in its file, laid over what this system sets
public record LocalSettings(
    Path directory,
    String host,
    int port,
    int adminPort,
    boolean enableRemoteServices,
    boolean allowPrivateAddresses,
    Set<String> lanes,
    Map<String, Map<String, Object>> overrides) {
  public LocalSettings {
    lanes = Set.copyOf(lanes);
    overrides = Map.copyOf(overrides);
  }

  /// Free ports on 127.0.0.1, remote models allowed: for a command that ends with its work.
  public static LocalSettings shortLived(Path directory) {
    return shortLived(directory, SystemFile.NONE);
  }

  /// The same with a configuration file.
  public static LocalSettings shortLived(Path directory, SystemFile file) {
    return new LocalSettings(
        directory, "127.0.0.1", 0, 0, true, false, file.lanes(), file.overrides());
  }
}
