package dev.pagestream.standalone;

import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.topics.TopicSizing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The configuration of each service of a local system, bound by the same rules as a file would be.
final class LocalConfigs {
  static final TopicSizing SIZING = TopicSizing.LOCAL;

  private final LocalSettings settings;
  private final String bootstrapServers;
  private final String registryUrl;
  private final String secretsKey;

  LocalConfigs(
      LocalSettings settings, String bootstrapServers, String registryUrl, String secretsKey) {
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
    this.secretsKey = secretsKey;
  }

  <T extends Record> T config(Class<T> type, String service, Map<String, Object> own) {
    Map<String, Object> tree = new LinkedHashMap<>(shared());
    merge(tree, own);
    merge(tree, settings.overrides().getOrDefault(service, Map.of()));
    return ConfigLoader.load(type, tree);
  }

  private Map<String, Object> shared() {
    return Map.of(
        "instanceId", "local",
        "kafka", Map.of("bootstrapServers", bootstrapServers),
        "registry", Map.of("url", registryUrl),
        "blobs", Map.of("kind", "FILES", "directory", directory("blobs").toString()),
        "topics",
            Map.of(
                "joinPartitions", SIZING.joins(),
                "pagePartitions", SIZING.pages(),
                "lanePartitions", SIZING.lane(),
                "replicationFactor", SIZING.replicationFactor(),
                "lanes", lanes(settings.lanes())));
  }

  /// Every lane has as many partitions as the ad-hoc one.
  static Map<String, Integer> lanes(Set<String> names) {
    return names.stream().collect(Collectors.toMap(name -> name, _ -> SIZING.lane()));
  }

  Map<String, Object> ingest() {
    return Map.of(
        "http", Map.of("host", settings.host(), "port", settings.port()),
        "enableRemoteServices", settings.enableRemoteServices(),
        "splitter", Map.of("allowPrivateAddresses", settings.allowPrivateAddresses()),
        "stateDirectory", directory("state/ingest").toString(),
        "secretsKey", secretsKey);
  }

  Map<String, Object> pageWorker() {
    return Map.of(
        "sourceCacheDirectory", directory("state/sources").toString(), "secretsKey", secretsKey);
  }

  Map<String, Object> vlmWorker() {
    return Map.of("secretsKey", secretsKey);
  }

  Map<String, Object> assembler() {
    return Map.of(
        "stateDirectory", directory("state/join").toString(), "internalReplicationFactor", 1);
  }

  private Path directory(String name) {
    return settings.directory().resolve(name).toAbsolutePath();
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, Object> into, Map<String, Object> over) {
    over.forEach((key, value) -> {
      if (value instanceof Map<?, ?> nested && into.get(key) instanceof Map<?, ?> below) {
        Map<String, Object> merged = new LinkedHashMap<>((Map<String, Object>) below);
        merge(merged, (Map<String, Object>) nested);
        into.put(key, merged);
      } else {
        into.put(key, value);
      }
    });
  }
}
