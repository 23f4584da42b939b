package dev.pagestream.vlm.quality;

import com.networknt.schema.Error;
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
/// Schemas come with requests, from strangers: nothing is fetched for a `$ref` to elsewhere,
/// nothing is kept, steps and depth are bounded, and a `pattern` takes time that grows with the
/// text only. A schema that cannot be read, followed or finished is no fault of the answer.
final class JsonRules {
  private static final long MAX_STEPS = 100_000;
  private static final int MAX_DEPTH = 200;

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
                          .regularExpressionFactory(LinearPattern::compile)
                          .executionContextCustomizer((context, _) ->
                              context.executionConfig(config ->
                                  config
                                      .maxEvaluationSteps(MAX_STEPS)
                                      .maxEvaluationDepth(MAX_DEPTH)))
                          .build()));

  private JsonRules() {}

  /// The first fault, its place and the rule, without a full stop.
  static Optional<String> violation(JsonNode schema, JsonNode value) {
    try {
      List<Error> errors = REGISTRY.getSchema(schema).validate(value);
      return errors.stream()
          .findFirst()
          .map(error -> error.getInstanceLocation() + ": " + error.getMessage());
    } catch (RuntimeException | StackOverflowError _) { // Whatever a stranger's schema can cause.
      return Optional.empty();
    }
  }
}
