package dev.pagestream.vlm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.events.DeadLetters;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.VisionOutcome;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.vlm.budget.Budgeted.Granted;
import dev.pagestream.vlm.budget.Budgeted.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two workers that share a budget and know of each other only by the topics.
@ExtendWith(KafkaFixture.class)
class BudgetGuardIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// Noon of yesterday, so that no test runs over midnight, and no record is of the future, which
  /// brokers refuse.
  private final InstantSource noon =
      InstantSource.fixed(
          Instant.now().atZone(ZoneOffset.UTC).minusDays(1).with(LocalTime.NOON).toInstant());

  private TestSystem system;
  private EventCodec codec;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start(TestSystem testSystem) {
    system = testSystem;
    codec = system.codec();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    codec.close();
  }

  @Test
  void knowsAtStartWhatWasSpentSinceMidnightAndNotBefore() throws Exception {
    result("old-0", "f0", 7, noon.instant().minus(Duration.ofDays(1)));
    result("t-0", "f1", 2, noon.instant());
    letter("t-1", "f2", 3);

    try (BudgetGuard guard = guard(6)) {
      Budgeted sixth = guard.reserve("acme", "t-2", "f3", 10);
      Budgeted seventh = guard.reserve("acme", "t-2", "f4", 10);

      assertThat(sixth).isInstanceOf(Granted.class);
      assertThat(seventh)
          .isEqualTo(new Refused("The tenant has used 6 of its 6 calls of this day (UTC)."));
      assertThat(guard.notReady()).isEmpty();
    }
  }

  @Test
  void learnsWhatTheOtherWorkerSpendsAndCountsItsOwnOnce() throws Exception {
    try (BudgetGuard one = guard(3);
        BudgetGuard other = guard(3)) {
      settle(one, "t-0", "f1");
      settle(other, "t-0", "f2");
      assertThat(one.callsOf("acme")).isEqualTo(1);
      assertThat(other.callsOf("acme")).isEqualTo(1);

      result("t-0", "f1", 1, noon.instant());
      result("t-0", "f2", 1, noon.instant());
      result("t-0", "f3", 0, noon.instant());

      Eventually.await(
          LIMIT,
          () -> {
            assertThat(one.callsOf("acme")).isEqualTo(2);
            assertThat(other.callsOf("acme")).isEqualTo(2);
          });
      assertThat(one.tokensOf("acme")).isEqualTo(200);
      settle(one, "t-0", "f4");
      result("t-0", "f4", 1, noon.instant());
      Eventually.await(
          LIMIT,
          () -> assertThat(other.reserve("acme", "t-0", "f5", 10)).isInstanceOf(Refused.class));
      assertThat(one.reserve("acme", "t-0", "f5", 10)).isInstanceOf(Refused.class);
      assertThat(one.callsOf("acme")).isEqualTo(3);
    }
  }

  @Test
  void grantsEverythingAndFollowsNothingWithoutALimit() throws InterruptedException {
    try (BudgetGuard guard =
        BudgetGuard.start(
            BudgetConfig.UNLIMITED,
            new KafkaSettings("localhost:1", Map.of()),
            system.catalog(),
            codec,
            noon)) {
      assertThat(guard.limited()).isFalse();
      assertThat(guard.reserve("acme", "t-0", "f", 1 << 30)).isInstanceOf(Granted.class);
    }
  }

  private BudgetGuard guard(long tenantCalls) {
    return BudgetGuard.start(
        new BudgetConfig(tenantCalls, 0, 0, 0, 1000, LIMIT),
        new KafkaSettings(system.bootstrapServers(), Map.of()),
        system.catalog(),
        codec,
        noon);
  }

  private static void settle(BudgetGuard guard, String documentId, String fingerprint)
      throws InterruptedException {
    Budgeted budgeted = guard.reserve("acme", documentId, fingerprint, 10);
    assertThat(budgeted).isInstanceOf(Granted.class);
    ((Granted) budgeted).reservation().settle(1, 100);
  }

  private void result(String documentId, String fingerprint, int attempts, Instant at)
      throws InterruptedException, ExecutionException {
    VisionResult result =
        VisionResult.newBuilder()
            .setDocumentId(documentId)
            .setFingerprint(fingerprint)
            .setPage(1)
            .setPicture(0)
            .setOutcome(VisionOutcome.DESCRIBED)
            .setPromptTokens(60L)
            .setCompletionTokens(40L)
            .setAttempts(attempts)
            .setReused(attempts == 0)
            .build();
    String topic = system.catalog().visionResults();
    send(
        new ProducerRecord<>(
            topic,
            null,
            at.toEpochMilli(),
            documentId.getBytes(StandardCharsets.UTF_8),
            codec.encode(topic, result),
            EventHeaders.of(documentId, "acme", "default").toHeaders()));
  }

  private void letter(String documentId, String fingerprint, int attempts)
      throws InterruptedException, ExecutionException {
    RecordHeaders headers =
        new RecordHeaders(EventHeaders.of(documentId, "acme", "default").toHeaders());
    ConsumerRecord<byte[], byte[]> failed =
        new ConsumerRecord<>(
            "tasks",
            0,
            0,
            noon.millis(),
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[0],
            new byte[0],
            headers,
            Optional.empty());
    DocumentPart part =
        DocumentPart.newBuilder()
            .setKind(PartKind.PICTURE)
            .setPage(1)
            .setFingerprint(fingerprint)
            .build();
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.record(
            codec,
            system.catalog().deadLetters(),
            DeadLetters.of(
                "vlm-worker",
                part,
                failed,
                "MODEL_FAILED",
                "It failed.",
                attempts,
                noon.instant(),
                null),
            headers);
    send(
        new ProducerRecord<>(
            letter.topic(), null, noon.millis(), letter.key(), letter.value(), letter.headers()));
  }

  private void send(ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    assertThat(producer.send(record).get().hasOffset()).isTrue();
  }
}
