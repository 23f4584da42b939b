package dev.pagestream.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads a YAML file into maps, lists and the **text** of its scalars, so that a value means the
/// same in the file and in the environment (`no` is text, not false). Duplicate keys and aliases
/// are problems.
final class YamlTree {
  private static final long MAX_BYTES = 1 << 20;

  private final List<String> problems;

  private YamlTree(List<String> problems) {
    this.problems = problems;
  }

  /// An empty map, and a problem, when the file cannot be read.
  static Map<String, Object> read(Path file, List<String> problems) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add("configuration file " + file + " is larger than " + MAX_BYTES + " bytes");
        return Map.of();
      }
      return new YamlTree(problems).parse(Files.readString(file));
    } catch (IOException e) {
      problems.add("configuration file " + file + " cannot be read: " + e);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      problems.add(
          "configuration file " + file + " is not YAML" + where + ": " + e.getOriginalMessage());
    }
    return Map.of();
  }

  private Map<String, Object> parse(String text) {
    try (JsonParser parser =
        new YAMLFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      @Nullable JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return Map.of();
      }
      if (first != JsonToken.START_OBJECT) {
        problems.add("the configuration file must be a block of fields");
        return Map.of();
      }
      return map(parser, "");
    }
  }

  private Map<String, Object> map(JsonParser parser, String path) {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String fieldPath = Names.join(path, name);
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      @Nullable Object value = value(parser, fieldPath);
      if (fields.containsKey(name)) {
        problems.add(fieldPath + " is given twice in the file, again at line " + line);
      }
      fields.put(name, value == null ? ConfigTree.ABSENT : value);
    }
    return fields;
  }

  private @Nullable Object value(JsonParser parser, String path) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(parser, path);
      case START_ARRAY -> list(parser, path);
      case VALUE_NULL -> null;
      case null, default -> scalar(parser, path);
    };
  }

  private List<Object> list(JsonParser parser, String path) {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      @Nullable Object item = value(parser, path + "[" + items.size() + "]");
      items.add(item == null ? ConfigTree.ABSENT : item);
    }
    return items;
  }

  private String scalar(JsonParser parser, String path) {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      problems.add(path + " is a YAML alias; write the value out");
    }
    return parser.getString();
  }
}
