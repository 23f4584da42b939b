package dev.pagestream.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pagestream.serde.Schemas;
import dev.pagestream.topics.Topic;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;

/// The compatibility gate: what is on topics reads in every release, and what this one writes reads
/// in all before.
///
/// Run with `-Dupdate-released=<version>` at a release: it writes the events of today, each with
/// all it refers to, to `src/test/resources/released/<version>`. Released files are never edited.
final class ReleasedSchemasTest {
  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final SchemaValidator FULL_TRANSITIVE =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  @Test
  void everyEventIsFullyCompatibleWithEveryRelease() throws IOException {
    writeReleaseIfAsked();
    List<Path> releases = releases();
    Map<String, Schema> current = currentEvents();

    assertThat(releases).isNotEmpty();
    for (Path release : releases) {
      for (Map.Entry<String, Schema> released : events(release).entrySet()) {
        Schema now = current.get(released.getKey());
        assertThat(now).as("%s of release %s is gone", released.getKey(), release).isNotNull();
        assertThatCode(() -> FULL_TRANSITIVE.validate(now, List.of(released.getValue())))
            .as("%s since release %s", released.getKey(), release.getFileName())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void aNewFieldWithoutADefaultIsRefused() {
    Schema released = parse("{'name': 'id', 'type': 'string'}");
    Schema changed = parse("{'name': 'id', 'type': 'string'}, {'name': 'n', 'type': 'int'}");

    assertThatExceptionOfType(SchemaValidationException.class)
        .isThrownBy(() -> FULL_TRANSITIVE.validate(changed, List.of(released)));
  }

  @Test
  void aRemovedFieldWithoutADefaultIsRefused() {
    Schema released = parse("{'name': 'id', 'type': 'string'}, {'name': 'n', 'type': 'int'}");
    Schema changed = parse("{'name': 'id', 'type': 'string'}");

    assertThatExceptionOfType(SchemaValidationException.class)
        .isThrownBy(() -> FULL_TRANSITIVE.validate(changed, List.of(released)));
  }

  private static void writeReleaseIfAsked() throws IOException {
    String version = System.getProperty("update-released", "");
    if (version.isEmpty()) {
      return;
    }
    Path directory = Files.createDirectories(RELEASED.resolve(version));
    for (Map.Entry<String, Schema> event : currentEvents().entrySet()) {
      Files.writeString(
          directory.resolve(event.getKey() + ".avsc"),
          SchemaFormatter.format("json/pretty", event.getValue()) + "\n");
    }
  }

  private static Map<String, Schema> currentEvents() {
    Map<String, Schema> events = new TreeMap<>();
    for (Topic topic : TopicCatalog.of(TopicSizing.CLUSTER).all()) {
      events.put(topic.value().getSimpleName(), Schemas.of(topic.value()));
    }
    return events;
  }

  private static List<Path> releases() throws IOException {
    try (Stream<Path> directories = Files.list(RELEASED)) {
      return directories.sorted().toList();
    }
  }

  private static Map<String, Schema> events(Path release) throws IOException {
    Map<String, Schema> events = new TreeMap<>();
    try (Stream<Path> files = Files.list(release)) {
      for (Path file : files.toList()) {
        Schema schema = new Schema.Parser().parse(Files.readString(file));
        events.put(schema.getName(), schema);
      }
    }
    assertThat(events).as("released events in %s", release).isNotEmpty();
    return events;
  }

  private static Schema parse(String fields) {
    String json = "{'type': 'record', 'name': 'Event', 'fields': [%s]}".formatted(fields);
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
