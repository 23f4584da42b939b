package dev.pagestream.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Lays the environment over the tree from the file. The record type decides where a variable
/// belongs.
final class ConfigTree {
  /// A key without value; the same as no key.
  static final Object ABSENT = Optional.empty();

  /// Read by the launcher and the log configuration.
  private static final Set<String> NOT_OURS = Set.of("HOME", "JAVA_OPTS", "LOG_LEVEL");

  /// What Kubernetes sets for every Service of the namespace, such as
  /// PAGESTREAM_INGEST_SERVICE_HOST.
  private static final Pattern SERVICE_LINK =
      Pattern.compile("(?!.*__).*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP)(_.+)?)?)");

  private final String prefix;
  private final List<String> problems;
  private final Map<String, String> sources = new TreeMap<>();

  ConfigTree(String prefix, List<String> problems) {
    this.prefix = prefix;
    this.problems = problems;
  }

  /// Paths that came from the environment, with the name of the variable.
  Map<String, String> sources() {
    return sources;
  }

  Map<String, Object> overlay(
      Class<? extends Record> type, Map<String, Object> file, Map<String, String> environment) {
    Map<String, Object> tree = copy(file);
    new TreeMap<>(environment)
        .forEach((variable, value) -> {
          if (variable.startsWith(prefix)) {
            place(type, tree, variable, value);
          }
        });
    return tree;
  }

  private void place(
      Class<? extends Record> type, Map<String, Object> tree, String variable, String value) {
    String rest = variable.substring(prefix.length());
    Optional<List<String>> path = resolve(new Shape.Block(type), List.of(rest.split("__", -1)));
    if (path.isPresent()) {
      sources.put(String.join(".", path.get()), variable);
      put(tree, path.get(), value);
    } else if (!NOT_OURS.contains(rest) && !SERVICE_LINK.matcher(rest).matches()) {
      List<String> known = ConfigReference.environmentNames(type, prefix);
      problems.add(
          "environment variable "
              + variable
              + " matches no field"
              + Names.nearest(variable, known)
                  .map(name -> "; did you mean " + name + "?")
                  .orElse(""));
    }
  }

  private static Optional<List<String>> resolve(Shape shape, List<String> segments) {
    return switch (shape) {
      case Shape.Maybe(Shape inner) -> resolve(inner, segments);
      case Shape.Scalar _, Shape.Many _ ->
          segments.isEmpty() ? Optional.of(List.of()) : Optional.empty();
      case Shape.Named(Shape inner) ->
          segments.isEmpty() || segments.getFirst().isEmpty()
              ? Optional.empty()
              : below(inner, Names.mapKey(segments.getFirst()), segments);
      case Shape.Block(Class<? extends Record> type) -> {
        for (RecordComponent field : type.getRecordComponents()) {
          if (!segments.isEmpty()
              && Names.environment(field.getName()).equals(segments.getFirst())) {
            yield below(Shape.of(field.getGenericType()), field.getName(), segments);
          }
        }
        yield Optional.empty();
      }
    };
  }

  private static Optional<List<String>> below(Shape shape, String key, List<String> segments) {
    return resolve(shape, segments.subList(1, segments.size()))
        .map(rest -> {
          List<String> path = new ArrayList<>();
          path.add(key);
          path.addAll(rest);
          return path;
        });
  }

  @SuppressWarnings("unchecked") // Every map in the tree was made by this package with text keys.
  private static void put(Map<String, Object> tree, List<String> path, String value) {
    Map<String, Object> block = tree;
    for (String key : path.subList(0, path.size() - 1)) {
      Object next = block.get(key);
      if (next == null || ABSENT.equals(next)) {
        next = new LinkedHashMap<String, Object>();
        block.put(key, next);
      }
      if (!(next instanceof Map<?, ?> map)) {
        return; // A value where a block must be: the binder says so.
      }
      block = (Map<String, Object>) map;
    }
    block.put(path.getLast(), value);
  }

  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) ->
        copy.put(
            String.valueOf(key),
            value instanceof Map<?, ?> inner ? copy(inner) : value == null ? ABSENT : value));
    return copy;
  }
}
