package dev.pagestream.standalone;

import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.ConfigLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The one configuration file of a local system. `lanes` and `profiles` stand at the top, as an
/// operator thinks of them; blocks named after a service have whatever else its own file could
/// have:
///
/// ```yaml
/// lanes:
///   gpu: {urls: ["http://localhost:8000/v1"], dialect: vllm}
/// profiles:
///   default: {lane: gpu, model: Qwen/Qwen2.5-VL-3B-Instruct}
/// ingest: {maxFileBytes: 64MiB}
/// ```
///
/// Immutable.
///
/// @param lanes names of the lanes, which become topics
/// @param overrides per service, as [LocalSettings] takes them
public record SystemFile(Set<String> lanes, Map<String, Map<String, Object>> overrides) {
  /// A system without a file.
  public static final SystemFile NONE = new SystemFile(Set.of(), Map.of());

  private static final String LANES = "lanes";
  private static final String PROFILES = "profiles";
  private static final Set<String> SERVICES =
      Set.of("ingest", "pageWorker", "vlmWorker", "assembler");

  public SystemFile {
    lanes = Set.copyOf(lanes);
    overrides = Map.copyOf(overrides);
  }

  /// @throws ConfigException when the file cannot be read or has blocks nobody knows
  public static SystemFile read(Path file) {
    return of(ConfigLoader.tree(file));
  }

  static SystemFile of(Map<String, Object> tree) {
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, Object>> overrides = new LinkedHashMap<>();
    tree.forEach((name, value) -> {
      if (!(value instanceof Map<?, ?> block)) {
        problems.add(name + " must be a block of fields");
      } else if (SERVICES.contains(name)) {
        into(overrides, name).putAll(text(block));
      } else if (!name.equals(LANES) && !name.equals(PROFILES)) {
        problems.add(
            name
                + " is not a known block; known here: lanes, profiles, "
                + new TreeSet<>(SERVICES));
      }
    });
    place(tree, LANES, into(overrides, "vlmWorker"), problems);
    place(tree, PROFILES, into(overrides, "ingest"), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    Object lanes = into(overrides, "vlmWorker").getOrDefault(LANES, Map.of());
    return new SystemFile(
        lanes instanceof Map<?, ?> named ? text(named).keySet() : Set.of(), overrides);
  }

  private static void place(
      Map<String, Object> tree, String name, Map<String, Object> service, List<String> problems) {
    if (tree.get(name) instanceof Map<?, ?> block && service.put(name, text(block)) != null) {
      problems.add(name + " is given twice: at the top and in the block of its service");
    }
  }

  private static Map<String, Object> into(
      Map<String, Map<String, Object>> overrides, String service) {
    return overrides.computeIfAbsent(service, _ -> new LinkedHashMap<>());
  }

  private static Map<String, Object> text(Map<?, ?> block) {
    Map<String, Object> copy = new LinkedHashMap<>();
    block.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
