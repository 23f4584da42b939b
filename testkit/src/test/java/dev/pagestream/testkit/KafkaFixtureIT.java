package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.ControlAction;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(KafkaFixture.class)
final class KafkaFixtureIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private TestSystem beforeEach;

  @BeforeEach
  void remember(TestSystem system) {
    beforeEach = system;
  }

  @Test
  void aTestHasOneSystemWithAllTopicsOfTheCatalogue(TestSystem system) throws Exception {
    try (Admin admin = system.admin()) {
      assertThat(admin.listTopics().names().get())
          .containsAll(system.catalog().all().stream().map(topic -> topic.name()).toList());
    }
    assertThat(system).isSameAs(beforeEach);
  }

  @Test
  void twoSystemsShareTheBrokerAndNothingElse(TestSystem system, KafkaCluster kafka) {
    TestSystem other = TestSystem.create(kafka);

    assertThat(other.prefix()).isNotEqualTo(system.prefix());
    assertThat(other.bootstrapServers()).isEqualTo(system.bootstrapServers());
  }

  @Test
  void theReaderSeesCommittedEventsOnly(TestSystem system) throws Exception {
    String topic = system.catalog().documentsControl();
    try (EventCodec codec = system.codec();
        KafkaProducer<byte[], byte[]> producer = producer(system)) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = send(producer, codec, topic, "aborted");
      producer.abortTransaction();
      producer.beginTransaction();
      var _ = send(producer, codec, topic, "first");
      var _ = send(producer, codec, topic, "second");
      producer.commitTransaction();
      TopicReader reader = new TopicReader(system.bootstrapServers(), codec);

      List<TopicEvent<DocumentControl>> events =
          reader.read(topic, DocumentControl.class, 2, LIMIT);

      assertThat(events).extracting(TopicEvent::key).containsExactlyInAnyOrder("first", "second");
      assertThat(events)
          .allSatisfy(event -> assertThat(event.headers().documentId()).contains(event.key()));
      assertThat(reader.readAll(topic, DocumentControl.class)).hasSameElementsAs(events);
      assertThatThrownBy(() -> reader.read(topic, DocumentControl.class, 3, Duration.ofMillis(300)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("has 2 events, not enough");
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(TestSystem system) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, system.catalog().group("fixture")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static RecordMetadata send(
      KafkaProducer<byte[], byte[]> producer, EventCodec codec, String topic, String documentId)
      throws ExecutionException, InterruptedException {
    return producer
        .send(
            new ProducerRecord<>(
                topic,
                null,
                documentId.getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, control(documentId)),
                EventHeaders.of(documentId, "default", "default").toHeaders()))
        .get();
  }

  private static DocumentControl control(String documentId) {
    return DocumentControl.newBuilder()
        .setDocumentId(documentId)
        .setAction(ControlAction.CANCEL)
        .setRequestedAt(Instant.EPOCH)
        .build();
  }
}
