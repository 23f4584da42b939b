package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.serde.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `docs/documents-finished.md` is written by hand: its examples have the fields that records have,
/// its lists are complete.
class FinishedContractTest {
  private static final String PAGE = "docs/documents-finished.md";
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void everyOutcomeHasAnExampleWithTheFieldsOfARecord() throws IOException {
    List<JsonNode> records = examples().stream().filter(json -> json.has("origin")).toList();

    assertThat(records)
        .allSatisfy(record -> requireFields(record, Schemas.of(DocumentFinished.class)));
    assertThat(records.stream().map(record -> record.get("outcome").asString()).distinct())
        .containsExactlyInAnyOrder(
            Arrays.stream(DocumentOutcome.values())
                .filter(outcome -> outcome != DocumentOutcome.UNKNOWN)
                .map(Enum::name)
                .toArray(String[]::new));
  }

  @Test
  void theManifestIsOne() throws IOException {
    assertThat(examples())
        .filteredOn(json -> json.has("processing_seconds"))
        .singleElement()
        .satisfies(json -> {
          byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
          assertThat(JSON.readTree(ResultManifest.fromJson(bytes).toJson())).isEqualTo(json);
        });
  }

  @Test
  void everyFormatAndEveryReasonIsNamed() throws IOException {
    String page = Repository.read(PAGE);

    assertThat(OutputFormat.values())
        .allSatisfy(format -> assertThat(page).contains("`" + format.wireName() + "`"));
    assertThat(SkipReason.values())
        .allSatisfy(reason -> assertThat(page).contains("`" + reason.code() + "`"));
  }

  private static List<JsonNode> examples() throws IOException {
    return EXAMPLE
        .matcher(Repository.read(PAGE))
        .results()
        .map(example -> JSON.readTree(example.group(1)))
        .toList();
  }

  /// All of them, in their order, and nothing else; of lists, each of their items.
  private static void requireFields(JsonNode json, Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(List.copyOf(json.propertyNames()))
            .containsExactlyElementsOf(
                schema.getFields().stream().map(Schema.Field::name).toList());
        schema.getFields().forEach(field -> requireFields(json.get(field.name()), field.schema()));
      }
      case ARRAY -> json.forEach(item -> requireFields(item, schema.getElementType()));
      case UNION -> assertThat(json.isNull() || json.isValueNode()).isTrue();
      case ENUM -> assertThat(schema.getEnumSymbols()).contains(json.asString());
      case STRING -> assertThat(json.isString()).isTrue();
      case INT, LONG -> assertThat(json.isIntegralNumber()).isTrue();
      case BOOLEAN, FLOAT, DOUBLE, BYTES, FIXED, MAP, NULL ->
          throw new AssertionError("no field of a finished document is " + schema.getType());
    }
  }
}
