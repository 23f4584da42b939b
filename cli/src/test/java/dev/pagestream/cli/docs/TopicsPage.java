package dev.pagestream.cli.docs;

import dev.pagestream.topics.Topic;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/// `docs/topics.md`.
final class TopicsPage {
  private static final String INTRO =
      """
      # Topics

      Generated from the topic catalogue and the schemas. Names carry the prefix `topics.prefix`; partitions are the
      defaults for a cluster ([configuration.md](configuration.md)). There is a `documents.submitted` topic per queue and \
      a
      `vision.tasks` topic per lane. `pagestream topics apply` makes the topics and registers the schemas.

      Values are Avro in Confluent's wire format, under the subject `<topic>-value`, FULL_TRANSITIVE compatible. Every
      record has the headers `documentId`, `tenant`, `queue`, `deadline` (epoch milliseconds), `replay` and `traceparent`,
      as far as they are known. Bytes travel by blob key. `documents.finished` is for consumers of your own: its contract
      is [documents-finished.md](documents-finished.md).

      """;

  private final StringBuilder page = new StringBuilder(INTRO);
  private final Map<String, Schema> types = new LinkedHashMap<>();

  private TopicsPage() {}

  static String markdown() {
    TopicsPage page = new TopicsPage();
    page.topics(TopicCatalog.of(TopicSizing.CLUSTER).all());
    page.types();
    return page.page.toString();
  }

  private void topics(List<Topic> topics) {
    page.append(
        "| topic | key | carries | partitions | kept | record |\n|---|---|---|---|---|---|\n");
    for (Topic topic : topics) {
      Schema schema = SpecificData.get().getSchema(topic.value());
      collect(schema);
      page.append(
          "| `%s` | %s | %s | %d | %s | %s |\n"
              .formatted(
                  topic.name(),
                  topic.keyRule(),
                  topic.carries(),
                  topic.partitions(),
                  kept(topic),
                  link(schema)));
    }
  }

  private static String kept(Topic topic) {
    String retention = topic.config().get("retention.ms");
    String days =
        retention == null ? "" : Duration.ofMillis(Long.parseLong(retention)).toDays() + " days";
    return Objects.equals(topic.config().get("cleanup.policy"), "compact")
        ? "latest of each key"
        : days;
  }

  private void types() {
    for (Schema type : List.copyOf(types.values())) {
      page.append("\n## ").append(type.getName()).append("\n\n");
      if (type.getDoc() != null) {
        page.append(type.getDoc()).append("\n\n");
      }
      if (type.getType() == Schema.Type.ENUM) {
        page.append(type.getEnumSymbols().stream().collect(Collectors.joining("`, `", "`", "`\n")));
      } else {
        fields(type);
      }
    }
  }

  private void fields(Schema record) {
    page.append("| field | type | meaning |\n|---|---|---|\n");
    for (Schema.Field field : record.getFields()) {
      String doc = field.doc() == null ? "" : field.doc().replace("|", "\\|");
      page.append("| `%s` | %s | %s |\n".formatted(field.name(), type(field.schema()), doc));
    }
  }

  private static String type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> link(schema);
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      case UNION ->
          schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .map(TopicsPage::type)
                  .collect(Collectors.joining(" or "))
              + (schema.isNullable() ? ", or null" : "");
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, FIXED, NULL ->
          schema.getLogicalType() == null
              ? schema.getType().getName()
              : schema.getLogicalType().getName();
    };
  }

  private static String link(Schema schema) {
    return "[%s](#%s)"
        .formatted(schema.getName(), schema.getName().toLowerCase(java.util.Locale.ROOT));
  }

  /// A type before those it uses.
  private void collect(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (types.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema()));
        }
      }
      case ENUM -> types.putIfAbsent(schema.getFullName(), schema);
      case ARRAY -> collect(schema.getElementType());
      case MAP -> collect(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::collect);
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, FIXED, NULL -> {}
    }
  }
}
