package dev.pagestream.runtime.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes records from a tree of maps, lists and scalars. Goes on after a problem, so that all are
/// found in one run; null stands for a value that had one.
final class RecordBinder {
  private final List<String> problems;
  private final Map<String, String> sources;
  private final String envPrefix;

  /// @param sources path to the environment variable that set it, for messages
  RecordBinder(List<String> problems, Map<String, String> sources, String envPrefix) {
    this.problems = problems;
    this.sources = sources;
    this.envPrefix = envPrefix;
  }

  <T extends Record> @Nullable T record(Class<T> type, String path, Map<?, ?> fields) {
    RecordComponent[] components = type.getRecordComponents();
    reportUnknown(path, fields, components);
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = field(components[i], Names.join(path, components[i].getName()), fields);
    }
    return Arrays.asList(arguments).contains(null)
        ? null
        : construct(type, path, components, arguments);
  }

  private void reportUnknown(String path, Map<?, ?> fields, RecordComponent[] components) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Object key : fields.keySet()) {
      if (!known.contains(key.toString())) {
        String hint =
            Names.nearest(key.toString(), known)
                .map(name -> "did you mean " + name + "?")
                .orElse("known here: " + String.join(", ", new TreeSet<>(known)));
        problems.add(Names.join(path, key.toString()) + " is not a known field; " + hint);
      }
    }
  }

  private @Nullable Object field(RecordComponent component, String path, Map<?, ?> fields) {
    Shape shape = Shape.of(component.getGenericType());
    Object given = fields.get(component.getName());
    if (given != null && !ConfigTree.ABSENT.equals(given)) {
      return value(shape, path, given);
    }
    Default text = component.getAnnotation(Default.class);
    if (text == null) {
      return absent(shape, path);
    }
    String fallback = text.value().equals(Default.HOST_NAME) ? HostName.current() : text.value();
    return value(shape, path, fallback);
  }

  private @Nullable Object absent(Shape shape, String path) {
    return switch (shape) {
      case Shape.Maybe _ -> Optional.empty();
      case Shape.Many _ -> List.of();
      case Shape.Named _ -> Map.of();
      case Shape.Block(Class<? extends Record> type) -> record(type, path, Map.of());
      case Shape.Scalar(Form form) -> {
        String variable = ConfigReference.environmentName(path);
        boolean settable = !envPrefix.isEmpty() && !variable.isEmpty();
        String hint = settable ? " (in the environment: " + envPrefix + variable + ")" : "";
        problems.add(path + " is missing, must be " + form.expected() + hint);
        yield null;
      }
    };
  }

  private @Nullable Object value(Shape shape, String path, Object given) {
    return switch (shape) {
      case Shape.Maybe(Shape inner) -> {
        if (given.equals("")) {
          yield Optional.empty();
        }
        Object value = value(inner, path, given);
        yield value == null ? null : Optional.of(value);
      }
      case Shape.Many(Shape inner) -> list(inner, path, given);
      case Shape.Named(Shape inner) -> map(inner, path, given);
      case Shape.Block(Class<? extends Record> type) ->
          given instanceof Map<?, ?> fields
              ? record(type, path, fields)
              : wrong(path, given, "a block of fields");
      case Shape.Scalar(Form form) -> scalar(form, path, given);
    };
  }

  private @Nullable Object list(Shape inner, String path, Object given) {
    List<?> items;
    if (given instanceof List<?> list) {
      items = list;
    } else if (given instanceof Map || !(inner instanceof Shape.Scalar)) {
      return wrong(path, given, "a list");
    } else {
      items =
          Arrays.stream(given.toString().split(","))
              .map(String::strip)
              .filter(item -> !item.isEmpty())
              .toList();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object value = value(inner, path + "[" + i + "]", items.get(i));
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == items.size() ? List.copyOf(values) : null;
  }

  private @Nullable Object map(Shape inner, String path, Object given) {
    if (!(given instanceof Map<?, ?> entries)) {
      return wrong(path, given, "a map from names to values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = entry.getKey().toString();
      Object item = ConfigTree.ABSENT.equals(entry.getValue()) ? "" : entry.getValue();
      Object value = value(inner, Names.join(path, key), item);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values.size() == entries.size() ? Collections.unmodifiableMap(values) : null;
  }

  private @Nullable Object scalar(Form form, String path, Object given) {
    if (given instanceof Map || given instanceof List || ConfigTree.ABSENT.equals(given)) {
      return wrong(path, given, form.expected());
    }
    try {
      return form.parse().apply(given.toString());
    } catch (
        RuntimeException
            _) { // Parsers throw what they like; the sentence below says all there is to know.
      return wrong(path, given, form.expected());
    }
  }

  private @Nullable Object wrong(String path, Object given, String expected) {
    String shown =
        switch (given) {
          case Map<?, ?> _ -> "a block";
          case List<?> _ -> "a list";
          case Object _ when ConfigTree.ABSENT.equals(given) -> "empty";
          case Object _ -> "'" + Masking.url(given.toString()) + "'";
        };
    String source = sources.containsKey(path) ? " (from " + sources.get(path) + ")" : "";
    problems.add(path + source + " is " + shown + ", must be " + expected);
    return null;
  }

  private <T extends Record> @Nullable T construct(
      Class<T> type, String path, RecordComponent[] components, @Nullable Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
      problems.add(path.isEmpty() || message.startsWith(path) ? message : path + ": " + message);
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "configuration record cannot be made: " + type.getName(), e);
    }
  }
}
