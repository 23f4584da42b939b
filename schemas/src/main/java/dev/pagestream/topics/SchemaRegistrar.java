package dev.pagestream.topics;

import dev.pagestream.serde.RegistryClient;
import dev.pagestream.serde.Schemas;
import java.util.ArrayList;
import java.util.List;

/// Registers the schemas of all topics, so that services can run with auto-registration off.
public final class SchemaRegistrar {
  /// Services of neighbouring releases read each other's records, and records written months ago.
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SchemaRegistrar() {}

  /// @param subject `<topic>-value`
  public record Registered(String subject, int id) {}

  /// Per topic: sets the compatibility of the subject, then registers the schema. Doing it again
  /// changes nothing.
  ///
  /// @throws dev.pagestream.serde.RegistryUnavailableException when the registry cannot be asked
  ///   now
  /// @throws dev.pagestream.serde.IncompatibleSchemaException when the registry holds a schema ours
  ///   does not fit
  public static List<Registered> register(RegistryClient registry, TopicCatalog catalog) {
    List<Registered> all = new ArrayList<>();
    for (Topic topic : catalog.all()) {
      String subject = topic.valueSubject();
      registry.setCompatibility(subject, COMPATIBILITY);
      all.add(new Registered(subject, registry.register(subject, Schemas.of(topic.value()))));
    }
    return List.copyOf(all);
  }
}
