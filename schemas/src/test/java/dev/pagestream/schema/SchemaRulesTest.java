package dev.pagestream.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.serde.Schemas;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/// What every schema of ours keeps to.
final class SchemaRulesTest {
  /// Names that mean the same wherever they stand and say all there is to say; so do names that end
  /// in `At`. Any other field needs a `doc`.
  private static final Set<String> OBVIOUS =
      Set.of(
          "action",
          "answerKey",
          "answers",
          "bytes",
          "documentId",
          "failure",
          "fingerprint",
          "format",
          "headers",
          "key",
          "kind",
          "manifestKey",
          "message",
          "name",
          "offset",
          "options",
          "origin",
          "outcome",
          "outputs",
          "page",
          "pageKey",
          "pages",
          "partition",
          "pictures",
          "purpose",
          "queue",
          "record",
          "results",
          "reused",
          "revision",
          "skipReason",
          "state",
          "taskId",
          "tenant",
          "timestamp",
          "topic",
          "value");

  @Test
  void everyFieldHasADocOrAnObviousName() {
    List<String> undocumented = new ArrayList<>();
    for (Schema schema : named(Schema.Type.RECORD)) {
      for (Schema.Field field : schema.getFields()) {
        boolean obvious = OBVIOUS.contains(field.name()) || field.name().endsWith("At");
        if (field.doc() == null && !obvious) {
          undocumented.add(schema.getName() + "." + field.name());
        }
      }
    }
    assertThat(undocumented).isEmpty();
  }

  @Test
  void everyEventSaysWhatItIs() {
    assertThat(events()).allSatisfy(event -> assertThat(event.getDoc()).isNotBlank());
  }

  /// Without a default symbol a reader cannot read what a later release adds.
  @Test
  void everyEnumHasADefaultSymbol() {
    assertThat(named(Schema.Type.ENUM))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getEnumDefault()).as(it.getName()).isNotNull());
  }

  @Test
  void everythingIsInOneNamespace() {
    assertThat(named(Schema.Type.RECORD))
        .allSatisfy(it -> assertThat(it.getNamespace()).isEqualTo("dev.pagestream.schema"));
  }

  private static List<Schema> events() {
    return TopicCatalog.of(TopicSizing.CLUSTER).all().stream()
        .map(topic -> Schemas.of(topic.value()))
        .toList();
  }

  private static Collection<Schema> named(Schema.Type type) {
    Map<String, Schema> found = new LinkedHashMap<>();
    events().forEach(event -> collect(event, found));
    return found.values().stream().filter(it -> it.getType() == type).toList();
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(it -> collect(it, found));
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }
}
