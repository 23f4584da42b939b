package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.IncompatibleSchemaException;
import dev.pagestream.serde.RegistryAvroDeserializer;
import dev.pagestream.serde.RegistryAvroSerializer;
import dev.pagestream.serde.RegistryClient;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.serde.RegistryRefusedException;
import dev.pagestream.serde.RegistryUnavailableException;
import dev.pagestream.serde.Schemas;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventCodecIT {
  private static final String TOPIC = "dead.letters";

  @TempDir Path directory;
  private LocalRegistry registry;
  private EventCodec codec;

  @BeforeEach
  void start() {
    registry = LocalRegistry.start(directory.resolve("registry.jsonl"), 0);
    codec = RegistryEventCodec.create(properties(Map.of()));
  }

  @AfterEach
  void stop() {
    codec.close();
    registry.close();
  }

  @Test
  void whatIsEncodedIsDecoded() {
    DeadLetter event = Events.deadLetter("t-0");

    byte[] bytes = codec.encode(TOPIC, event);

    assertThat(codec.decode(TOPIC, bytes, DeadLetter.class)).isEqualTo(event);
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void theSchemaIsRegisteredAsTheAvscHasIt() {
    codec.encode(TOPIC, Events.deadLetter("t-0"));

    try (RegistryClient client = RegistryClient.create(properties(Map.of()))) {
      RegistryClient.Version version = client.latest(TOPIC + "-value");
      assertThat(version.schema()).isEqualTo(Schemas.of(DeadLetter.class));
      assertThat(version.schema().toString()).doesNotContain("avro.java.string");
    }
  }

  @Test
  void manyThreadsShareOneCodecFromTheFirstRecordOn() throws Exception {
    List<Future<DeadLetter>> decoded = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        String id = "t-" + i;
        decoded.add(
            threads.submit(() ->
                codec.decode(TOPIC, codec.encode(TOPIC, Events.deadLetter(id)), DeadLetter.class)));
      }
    }
    for (int i = 0; i < decoded.size(); i++) {
      assertThat(decoded.get(i).get()).isEqualTo(Events.deadLetter("t-" + i));
    }
  }

  @Test
  void anOlderRecordIsReadWithDefaults() {
    Schema older = without(Schemas.of(DocumentOrigin.class), "tenant");
    DocumentOrigin origin = Events.origin();
    GenericRecord written =
        new GenericRecordBuilder(older)
            .set("documentId", origin.getDocumentId())
            .set("taskId", origin.getTaskId())
            .set("taskDocuments", 1)
            .set("name", origin.getName())
            .set("queue", origin.getQueue())
            .set("submittedAt", origin.getSubmittedAt().toEpochMilli())
            .build();

    byte[] bytes = serialize(properties(Map.of()), written);

    assertThat(codec.decode(TOPIC, bytes, DocumentOrigin.class)).isEqualTo(origin);
  }

  @Test
  void withUseLatestVersionTheRegisteredSchemaIsWritten() {
    Schema older = without(Schemas.of(DocumentOrigin.class), "tenant");
    int id;
    try (RegistryClient client = RegistryClient.create(properties(Map.of()))) {
      id = client.register(TOPIC + "-value", older);
    }

    byte[] bytes =
        serialize(
            properties(Map.of("auto.register.schemas", false, "use.latest.version", true)),
            Events.origin());

    assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
    assertThat(codec.decode(TOPIC, bytes, DocumentOrigin.class)).isEqualTo(Events.origin());
  }

  @Test
  void theDeserializerReadsGenericallyOrIntoTheClassOfTheName() {
    byte[] bytes = codec.encode(TOPIC, Events.origin());

    IndexedRecord generic = deserialize(properties(Map.of()), bytes);
    IndexedRecord specific = deserialize(properties(Map.of("specific.avro.reader", true)), bytes);

    assertThat(generic).isInstanceOf(GenericRecord.class).isNotInstanceOf(DocumentOrigin.class);
    assertThat(((GenericRecord) generic).get("name")).hasToString("a.pdf");
    assertThat(specific).isEqualTo(Events.origin());
  }

  @Test
  void bytesInAnotherFormatAreRefusedWithTopicAndLength() {
    for (byte[] junk :
        List.of(
            new byte[0], new byte[] {0, 0, 0}, new byte[] {'{', '"', 'a', '"', ':', '1', '}'})) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> codec.decode(TOPIC, junk, DeadLetter.class))
          .withMessageContaining(TOPIC)
          .withMessageContaining(junk.length + " bytes")
          .withMessageContaining("not in Confluent's wire format");
    }
  }

  @Test
  void anUnknownIdIsRefused() {
    byte[] bytes = {0, 0, 0, 0, 99, 1};

    assertThatExceptionOfType(RegistryRefusedException.class)
        .isThrownBy(() -> codec.decode(TOPIC, bytes, DeadLetter.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(40403));
  }

  @Test
  void brokenAvroIsRefusedWhateverIsBroken() {
    byte[] whole = codec.encode(TOPIC, Events.deadLetter("t-0"));
    byte[] huge = Arrays.copyOf(whole, 10);
    // A first string that says it has 2^31 - 8 bytes.
    System.arraycopy(new byte[] {-16, -1, -1, -1, 15}, 0, huge, 5, 5);

    assertRefused(Arrays.copyOf(whole, whole.length - 1));
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
    assertRefused(Arrays.copyOf(whole, 5));
    assertRefused(huge);
    assertThat(codec.decode(TOPIC, whole, DeadLetter.class).getStage()).isEqualTo("vlm-worker");
  }

  @Test
  void anotherEventIsRefused() {
    byte[] bytes = codec.encode(TOPIC, Events.origin());

    assertRefused(bytes);
  }

  @Test
  void anIncompatibleSchemaIsRefusedByType() {
    Schema other =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}");
    serialize(properties(Map.of()), new GenericRecordBuilder(other).set("n", 1).build());

    assertThatExceptionOfType(IncompatibleSchemaException.class)
        .isThrownBy(() -> codec.encode(TOPIC, Events.deadLetter("t-0")));
  }

  @Test
  void withoutAutoRegistrationAnUnregisteredSchemaIsRefused() {
    try (EventCodec careful =
        RegistryEventCodec.create(properties(Map.of("auto.register.schemas", "false")))) {
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> careful.encode(TOPIC, Events.deadLetter("t-0")))
          .satisfies(e -> assertThat(e.code()).isEqualTo(40401));

      byte[] bytes = codec.encode(TOPIC, Events.deadLetter("t-0"));
      assertThat(careful.encode(TOPIC, Events.deadLetter("t-0"))).isEqualTo(bytes);
    }
  }

  @Test
  void anOutageIsNotRememberedAndWhatIsKnownNeedsNoRegistry() {
    byte[] known = codec.encode(TOPIC, Events.deadLetter("t-0"));
    String url = registry.url();
    registry.close();

    assertThat(codec.encode(TOPIC, Events.deadLetter("t-0"))).isEqualTo(known);
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> codec.encode("new", Events.deadLetter("t-0")));
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> codec.decode(TOPIC, new byte[] {0, 0, 0, 0, 2, 1}, DeadLetter.class));

    registry = LocalRegistry.start(directory.resolve("registry.jsonl"), URI.create(url).getPort());
    assertThat(codec.encode("new", Events.deadLetter("t-0"))).isEqualTo(known);
    assertThat(codec.decode(TOPIC, known, DeadLetter.class)).isEqualTo(Events.deadLetter("t-0"));
  }

  private void assertRefused(byte[] bytes) {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> codec.decode(TOPIC, bytes, DeadLetter.class))
        .withMessageContaining(TOPIC);
  }

  private Map<String, Object> properties(Map<String, ?> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("schema.registry.url", registry.url());
    return properties;
  }

  private static byte[] serialize(Map<String, ?> properties, IndexedRecord event) {
    try (RegistryAvroSerializer serializer = new RegistryAvroSerializer()) {
      serializer.configure(properties, false);
      return serializer.serialize(TOPIC, event);
    }
  }

  private static IndexedRecord deserialize(Map<String, ?> properties, byte[] bytes) {
    try (RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer()) {
      deserializer.configure(properties, false);
      return deserializer.deserialize(TOPIC, bytes);
    }
  }

  private static Schema without(Schema schema, String field) {
    List<Schema.Field> fields =
        schema.getFields().stream()
            .filter(it -> !it.name().equals(field))
            .map(it -> new Schema.Field(it, it.schema()))
            .toList();
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
