package dev.pagestream.vlm.quality;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Rules of a JSON schema: of the draft its `$schema` names, else 2020-12.
///
/// Schemas come with requests: nothing is fetched for a `$ref` to elsewhere, nothing is kept, and a
/// `pattern` has a second ([BoundedPattern]). A schema that cannot be read or followed is no fault
/// of the answer.
final class JsonRules {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.block(_ -> true))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .failFast(true)
                          .losslessNarrowing(true) // 3.0 is an integer.
                          .locale(Locale.ENGLISH)
                          .pathType(PathType.JSON_PATH)
                          .regularExpressionFactory(BoundedPattern::compile)
                          .build()));

  private JsonRules() {}

  /// The first fault, its place and the rule, without a full stop.
  static Optional<String> violation(JsonNode schema, JsonNode value) {
    try {
      Schema rules = REGISTRY.getSchema(schema);
      List<Error> errors = rules.validate(value);
      return errors.stream().findFirst().map(JsonRules::sentence);
    } catch (SchemaException | BoundedPattern.TimedOutException _) {
      return Optional.empty();
    }
  }

  private static String sentence(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }
}
