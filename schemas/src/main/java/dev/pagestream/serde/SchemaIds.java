package dev.pagestream.serde;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Which id a schema has and which schema an id. Thread-safe.
///
/// Remembers answers for ever, failures never. Never asks the registry under a lock: threads that
/// miss at the same time ask the same thing and get the same answer.
final class SchemaIds {
  private final RegistryClient registry;
  private final SerdeSettings settings;
  private final Map<Key, Writer> writers = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  SchemaIds(RegistryClient registry, SerdeSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /// What to write a record under.
  ///
  /// @param other the registered schema when it is not the record's own
  record Writer(int id, Optional<Schema> other) {}

  /// Cheap for the schema of a generated class: it keeps its hash and is compared by identity
  /// first.
  private record Key(String subject, Schema schema) {}

  Writer writer(String subject, Schema schema) {
    Key key = new Key(subject, schema);
    @Nullable Writer known = writers.get(key);
    if (known != null) {
      return known;
    }
    Writer asked = ask(subject, Schemas.withoutJavaTypes(schema));
    writers.put(key, asked);
    return asked;
  }

  private Writer ask(String subject, Schema schema) {
    if (settings.autoRegister()) {
      return new Writer(registry.register(subject, schema), Optional.empty());
    }
    if (settings.useLatest()) {
      RegistryClient.Version latest = registry.latest(subject);
      return new Writer(
          latest.id(), Optional.of(latest.schema()).filter(other -> !other.equals(schema)));
    }
    return new Writer(registry.lookup(subject, schema).id(), Optional.empty());
  }

  Schema schema(int id) {
    @Nullable Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Schema asked = registry.schema(id);
    schemas.put(id, asked);
    return asked;
  }
}
