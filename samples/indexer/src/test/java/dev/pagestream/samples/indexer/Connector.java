package dev.pagestream.samples.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/// Settings of a connector in `deploy/connect`, and what Connect does with them before a sink gets
/// a record.
///
/// @param settings of its `config`
record Connector(String name, Map<String, String> settings) {
  static final Path DIRECTORY = Path.of("../../deploy/connect");
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode json(String file) throws IOException {
    return JSON.readTree(Files.readString(DIRECTORY.resolve(file)));
  }

  static Connector read(String file) throws IOException {
    JsonNode json = json(file);
    Map<String, String> settings = new HashMap<>();
    json.required("config")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().textValue()));
    return new Connector(json.required("name").textValue(), settings);
  }

  String get(String key) {
    return settings.getOrDefault(key, "");
  }

  /// Of one step of the chain, without its prefix.
  Map<String, String> transform(String alias) {
    String prefix = "transforms." + alias + ".";
    Map<String, String> own = new HashMap<>();
    settings.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        own.put(key.substring(prefix.length()), value);
      }
    });
    return own;
  }

  List<String> aliases() {
    return List.of(get("transforms").split(","));
  }

  /// Through the whole chain, as Connect's own runtime does it.
  SinkRecord transformed(SinkRecord record) throws ReflectiveOperationException {
    List<Transformation<SinkRecord>> chain = new ArrayList<>();
    for (String alias : aliases()) {
      chain.add(transformation(transform(alias)));
    }
    SinkRecord current = record;
    for (Transformation<SinkRecord> step : chain) {
      current = step.apply(current);
      step.close();
    }
    return current;
  }

  /// @throws org.apache.kafka.common.config.ConfigException when a value is wrong or missing
  @SuppressWarnings("unchecked") // They all are of any record.
  static Transformation<SinkRecord> transformation(Map<String, String> settings)
      throws ReflectiveOperationException {
    Transformation<SinkRecord> transformation =
        Class.forName(settings.get("type"))
            .asSubclass(Transformation.class)
            .getDeclaredConstructor()
            .newInstance();
    Map<String, String> own = new HashMap<>(settings);
    own.remove("type");
    Set<String> known = transformation.config().names();
    if (!known.containsAll(own.keySet())) {
      throw new IllegalArgumentException(own.keySet() + " are not all of " + known);
    }
    transformation.configure(own);
    return transformation;
  }
}
