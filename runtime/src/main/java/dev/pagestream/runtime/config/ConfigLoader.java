package dev.pagestream.runtime.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Binds configuration onto records: the defaults of the fields, under the YAML file, under the
/// environment. Strict: what it does not know is an error, and all errors are reported together.
/// Stateless.
///
/// A field `vlm.maxInFlight` is `PREFIX_VLM__MAX_IN_FLIGHT` in the environment: two underscores
/// nest, one separates the words of a name. Below a map, one underscore is a dot:
/// `PREFIX_KAFKA__PROPERTIES__SECURITY_PROTOCOL`. Lists are comma separated there.
public final class ConfigLoader {
  private ConfigLoader() {}

  /// @param envPrefix with its trailing underscore, for example `PAGESTREAM_`
  /// @throws ConfigException with every problem found
  public static <T extends Record> T load(
      Class<T> type, Optional<Path> yamlFile, Map<String, String> env, String envPrefix) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> file = yamlFile.map(path -> YamlTree.read(path, problems)).orElse(Map.of());
    ConfigTree environment = new ConfigTree(envPrefix, problems);
    Map<String, Object> tree = environment.overlay(type, file, env);
    return bind(type, tree, problems, environment.sources(), envPrefix);
  }

  /// Binds a tree of maps, lists and scalars, as tests and embedders write it.
  ///
  /// @throws ConfigException with every problem found
  public static <T extends Record> T load(Class<T> type, Map<String, ?> tree) {
    return bind(type, ConfigTree.copy(tree), new ArrayList<>(), Map.of(), "");
  }

  /// A YAML file as a tree, for files that hold the configuration of several services.
  ///
  /// @throws ConfigException when it cannot be read
  public static Map<String, Object> tree(Path yamlFile) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> tree = YamlTree.read(yamlFile, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return tree;
  }

  /// @throws ConfigException when a field has no default
  public static <T extends Record> T defaults(Class<T> type) {
    return load(type, Map.of());
  }

  private static <T extends Record> T bind(
      Class<T> type,
      Map<String, Object> tree,
      List<String> problems,
      Map<String, String> sources,
      String envPrefix) {
    @Nullable T bound = new RecordBinder(problems, sources, envPrefix).record(type, "", tree);
    if (bound == null || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return bound;
  }
}
