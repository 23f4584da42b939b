package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.RunningConsumer.DEAD;
import static dev.pagestream.runtime.consume.RunningConsumer.MAX_REQUEST_BYTES;
import static dev.pagestream.runtime.consume.RunningConsumer.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a record: its results, a dead letter, another attempt, its place at the end.
@Timeout(60)
class ConsumerOutcomesTest {
  @AutoClose private final RunningConsumer running = new RunningConsumer();
  private final FakeKafka kafka = running.kafka;
  private final Desk desk = running.desk;

  @Test
  void failureBecomesADeadLetterInTheSameTransaction() {
    kafka.records(P0, 0);
    running.start(SETTINGS);

    desk.end(P0, 0, (_, _) -> new Outcome.Failed("BAD_PAGE", "torn", 1));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.sent(DEAD)).containsExactly("BAD_PAGE: torn, 1 attempts");
  }

  @Test
  void handlerThatThrowsIsTriedAgainThenItsRecordIsADeadLetter() {
    kafka.records(P0, 0, 1);
    running.start(SETTINGS);

    desk.end(
        P0,
        0,
        (_, _) -> {
          throw new IllegalStateException("broken");
        });
    desk.finish(P0, 0);
    desk.end(
        P0,
        1,
        (_, slot) -> {
          assertThat(slot.priorAttempts()).isZero();
          throw new StackOverflowError();
        });
    desk.end(
        P0,
        1,
        (_, slot) -> {
          assertThat(slot.priorAttempts()).isEqualTo(1);
          throw new IllegalStateException("two");
        });
    desk.end(
        P0,
        1,
        (_, _) -> {
          throw new IllegalStateException("three\nlines");
        });

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-0");
    assertThat(kafka.sent(DEAD))
        .containsExactly("INTERNAL: java.lang.IllegalStateException: three lines, 3 attempts");
  }

  @Test
  void unavailableDependencyBurnsNoAttemptAndHoldsNewRecordsBack() {
    kafka.records(P0, LongStream.range(0, 8).toArray());
    WindowedConsumer waiting = running.start(SETTINGS);
    Desk.Ending away =
        (_, _) -> {
          throw new DependencyUnavailableException("blobstore", new IOException("refused"));
        };
    for (int attempt = 0; attempt < 4; attempt++) {
      desk.end(P0, 0, away);
      desk.end(P0, 1, away);
    }

    Waiting.until(() -> waiting.waitingFor().isPresent());
    assertThat(waiting.waitingFor()).contains("blobstore");
    assertThat(running.gauge("waiting.dependency")).isEqualTo(1);
    Waiting.until(() -> desk.begun.size() >= 4);
    assertThat(desk.begun).isSubsetOf(0L, 1L);
    desk.finish(P0, 0, 1, 2, 3, 4, 5, 6, 7);
    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 8);
    assertThat(kafka.sent(DEAD)).isEmpty();
    assertThat(waiting.waitingFor()).isEmpty();
  }

  @Test
  void resultTooLargeBecomesADeadLetterAndOthersGoOn() {
    kafka.records(P0, 0, 1);
    running.start(SETTINGS);

    desk.end(P0, 0, resultOf(new byte[MAX_REQUEST_BYTES]));
    desk.finish(P0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-1");
    assertThat(kafka.sent(DEAD))
        .singleElement()
        .asString()
        .startsWith(WindowedConsumer.RESULT_TOO_LARGE);
  }

  @Test
  void resultThatCannotBeSentBecomesADeadLetterAndOthersGoOn() {
    kafka.records(P0, 0, 1);
    running.start(SETTINGS);
    Waiting.until(() -> desk.begun.size() == 2);

    desk.end(P0, 0, resultOf("indigestible".getBytes(StandardCharsets.UTF_8)));
    desk.finish(P0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-1");
    assertThat(kafka.sent(DEAD)).singleElement().asString().startsWith(WindowedConsumer.INTERNAL);
  }

  @Test
  void droppedRecordsAreCommittedWithoutAnyOutput() {
    kafka.records(P0, 0);
    running.start(SETTINGS);

    desk.end(P0, 0, (_, _) -> new Outcome.Dropped("cancelled"));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.producer.history()).isEmpty();
    assertThat(
            running
                .meters
                .get("pagestream.consumer.processed")
                .tag("outcome", "dropped")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void recordThatIsInTheWayGoesToTheEndAndOthersGetTheirTurn() {
    kafka.records(P0, LongStream.range(0, 12).toArray());
    running.start(SETTINGS.withLookAhead(8).withPutBackAfter(Duration.ZERO));
    for (long offset = 0; offset < 8; offset++) {
      desk.end(P0, offset, ConsumerOutcomesTest::waitUntilPressed);
    }

    desk.finish(P0, 8, 9, 10, 11);

    Waiting.until(() -> kafka.sent(Desk.RESULTS).size() == 4);
    assertThat(kafka.sent(FakeKafka.TOPIC)).contains("value-0", "value-1");
    assertThat(kafka.producer.history())
        .filteredOn(record -> record.topic().equals(FakeKafka.TOPIC))
        .allSatisfy(record -> {
          assertThat(record.partition()).isEqualTo(P0.partition());
          assertThat(PutBackHeader.count(record.headers())).isEqualTo(1);
        });
    assertThat(running.counter("put.back")).isEqualTo(kafka.sent(FakeKafka.TOPIC).size());
  }

  @Test
  void recordIsPutBackTogetherWithTheProgressThatLeavesItBehind() {
    kafka.records(P0, 0);
    kafka.commitFailures.add(new CommitFailedException());
    running.start(SETTINGS);
    desk.end(P0, 0, (_, _) -> new Outcome.PutBack("closed"));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);

    assertThat(kafka.sent(FakeKafka.TOPIC)).containsExactly("value-0");
  }

  @Test
  void putsNothingBackWhereKeysHaveAnOrder() {
    kafka.records(P0, 0);
    running.start(SETTINGS.withOrdering(Ordering.BY_KEY));
    for (int attempt = 0; attempt < 3; attempt++) {
      desk.end(P0, 0, (_, _) -> new Outcome.PutBack("closed"));
    }

    Waiting.until(() -> kafka.sent(DEAD).size() == 1);

    assertThat(kafka.sent(FakeKafka.TOPIC)).isEmpty();
    assertThat(kafka.sent(DEAD).getFirst()).startsWith("INTERNAL").contains("cannot be put back");
  }

  private static Desk.Ending resultOf(byte[] value) {
    return (record, _) ->
        Outcome.done(List.of(new ProducerRecord<>(Desk.RESULTS, record.key(), value)));
  }

  private static Outcome waitUntilPressed(ConsumerRecord<byte[], byte[]> record, CallSlot slot)
      throws Exception {
    return slot.parkWhile(() -> {
      while (!slot.pressed()) {
        LockSupport.parkNanos(1_000_000);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return new Outcome.PutBack("closed");
    });
  }
}
