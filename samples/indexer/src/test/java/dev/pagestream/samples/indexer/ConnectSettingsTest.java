package dev.pagestream.samples.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.serde.Schemas;
import dev.pagestream.topics.Topic;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No Connect runs here, so at least what can be wrong in the settings is checked: names of topics
/// and fields, and each chain of transforms with Connect's own classes on a real event.
final class ConnectSettingsTest {
  private static final TopicCatalog TOPICS = TopicCatalog.of(TopicSizing.CLUSTER);
  private static final Schema EVENT = Schemas.of(DocumentFinished.class);

  @ParameterizedTest
  @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json", "jdbc-sink.json"})
  void everySinkReadsOnlyWhatIsCommittedAndStopsForNoBadRecord(String file) throws IOException {
    Connector sink = Connector.read(file);

    assertThat(sink.settings())
        .containsEntry("topics", TOPICS.documentsFinished())
        .containsEntry("consumer.override.isolation.level", "read_committed")
        .containsEntry("consumer.override.auto.offset.reset", "earliest")
        .containsEntry("key.converter", "org.apache.kafka.connect.storage.StringConverter")
        .containsEntry("value.converter", "io.confluent.connect.avro.AvroConverter")
        .containsKeys("value.converter.schema.registry.url", "connection.url", "connector.class")
        .containsEntry("errors.tolerance", "all")
        .containsEntry("errors.deadletterqueue.context.headers.enable", "true");
    assertThat(Integer.parseInt(sink.get("tasks.max"))).isBetween(1, partitions());
    assertThat(TOPICS.all())
        .extracting(Topic::name)
        .doesNotContain(sink.get("errors.deadletterqueue.topic.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json"})
  void searchEnginesKnowDocumentsByTheirKeysAndDeleteThem(String file) throws IOException {
    assertThat(Connector.read(file).settings())
        .containsEntry("key.ignore", "false")
        .hasEntrySatisfying(
            "behavior.on.null.values", value -> assertThat(value).isEqualToIgnoringCase("delete"))
        .doesNotContainKey("external.version.header"); // Tombstones may come without headers.
  }

  @Test
  void theDatabaseKnowsDocumentsByTheirKeysAndDeletesThem() throws IOException {
    assertThat(Connector.read("jdbc-sink.json").settings())
        .containsEntry("pk.mode", "record_key")
        .containsEntry("pk.fields", "id")
        .containsEntry("insert.mode", "upsert")
        .containsEntry("delete.enabled", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json", "jdbc-sink.json"})
  void transformsLeaveOutOnlyFieldsThereAre(String file) throws IOException {
    Connector sink = Connector.read(file);
    List<String> excluded =
        sink.aliases().stream()
            .flatMap(alias ->
                Arrays.stream(sink.transform(alias).getOrDefault("exclude", "").split(",")))
            .filter(field -> !field.isEmpty())
            .toList();

    assertThat(excluded).isNotEmpty().allMatch(field -> EVENT.getField(field) != null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json"})
  void searchEnginesGetTheEventNested(String file) throws Exception {
    Struct value = transformed(file);

    assertThat(value.schema().field("sourceKey")).isNull();
    assertThat(value.getStruct("origin").getString("tenant")).isEqualTo("acme");
    assertThat(value.getArray("errors")).hasSize(1);
    assertThat(value.getString("markdown")).startsWith("Text of");
  }

  @Test
  void theDatabaseGetsOnlyScalars() throws Exception {
    Struct value = transformed("jdbc-sink.json");

    assertThat(value.schema().fields())
        .extracting(field -> field.schema().type().isPrimitive())
        .containsOnly(true);
    assertThat(value.schema().fields())
        .extracting(Field::name)
        .contains(
            "origin_documentId", "origin_tenant", "revision", "outcome", "markdown", "finishedAt")
        .doesNotContain("id", "errors", "outputs");
    assertThat(value.getString("origin_tenant")).isEqualTo("acme");
    assertThat(value.getInt32("revision")).isEqualTo(2);
    assertThat(value.get("finishedAt")).isEqualTo(Date.from(Finished.AT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json", "jdbc-sink.json"})
  void tombstonesComeThroughAsTheyAre(String file) throws Exception {
    SinkRecord tombstone = ConnectRecords.tombstone(TOPICS.documentsFinished(), "a");

    SinkRecord out = Connector.read(file).transformed(tombstone);

    assertThat(out.key()).isEqualTo("a");
    assertThat(out.value()).isNull();
  }

  @Test
  void theIndexTemplateMapsFieldsThereAre() throws IOException {
    JsonNode template = Connector.json("index-template.json");

    assertThat(template.at("/index_patterns/0").textValue()).isEqualTo(TOPICS.documentsFinished());
    JsonNode mappings = template.at("/template/mappings/properties");
    assertThat(names(mappings)).hasSizeGreaterThan(15).isSubsetOf(fields(EVENT));
    assertThat(names(mappings.at("/origin/properties")))
        .isNotEmpty()
        .isSubsetOf(fields(EVENT.getField("origin").schema()));
    for (String list : List.of("errors", "outputs")) {
      assertThat(names(mappings.at("/" + list + "/properties")))
          .isNotEmpty()
          .isSubsetOf(fields(EVENT.getField(list).schema().getElementType()));
    }
  }

  private static Struct transformed(String file) throws Exception {
    SinkRecord record = ConnectRecords.of(TOPICS.documentsFinished(), "a", Finished.of("a", 2));
    SinkRecord out = Connector.read(file).transformed(record);
    assertThat(out.key()).isEqualTo("a");
    assertThat(out.topic()).isEqualTo(TOPICS.documentsFinished());
    return (Struct) out.value();
  }

  private static int partitions() {
    return TOPICS.all().stream()
        .filter(topic -> topic.name().equals(TOPICS.documentsFinished()))
        .mapToInt(Topic::partitions)
        .sum();
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static Set<String> fields(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());
  }
}
