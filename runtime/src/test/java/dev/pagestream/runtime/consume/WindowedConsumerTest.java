package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.FakeKafka.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowedConsumerTest {
  private static final String DEAD = "dead";
  private static final int MAX_REQUEST_BYTES = 10_000;

  private final FakeKafka kafka = new FakeKafka();
  private final Desk desk = new Desk();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WindowSettings settings =
      WindowSettings.of(FakeKafka.TOPIC, "group", "group.0", 2)
          .withDrainTimeout(Duration.ofSeconds(2));
  private @Nullable WindowedConsumer consumer;

  @AfterEach
  void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  @Test
  void commitsUpToTheLowestUnfinishedOffsetAndKeepsTheOthersAsBits() {
    kafka.records(P0, 0, 1, 2);
    start(settings);
    Waiting.until(() -> desk.begun.size() == 2);

    desk.finish(P0, 1);
    Waiting.until(() -> kafka.sent(Desk.RESULTS).size() == 1);

    assertThat(kafka.committedOffset(P0)).isZero();
    assertThat(kafka.committedMetadata(P0).finishedCount()).isEqualTo(1);
    desk.finish(P0, 0, 2);
    Waiting.until(() -> kafka.committedOffset(P0) == 3);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactlyInAnyOrder("value-0", "value-1", "value-2");
  }

  @Test
  void gapsAreCommittedOnceWhenIdle() {
    kafka.records(P0, 0);
    kafka.end(P0, 1);
    start(settings);
    desk.finish(P0, 0);
    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    int transactions = kafka.transactions.size();

    kafka.end(P0, 5);
    Waiting.until(() -> kafka.committedOffset(P0) == 5);

    assertThat(kafka.transactions).hasSize(transactions + 1);
  }

  @Test
  void gapsBetweenRecordsDoNotHoldTheOffsetBack() {
    kafka.records(P0, 2, 7);
    kafka.end(P0, 9);
    start(settings);

    desk.finish(P0, 2, 7);

    Waiting.until(() -> kafka.committedOffset(P0) == 9);
  }

  @Test
  void holdsEachPartitionToItsWindow() {
    kafka.records(P0, LongStream.range(0, 20).toArray());
    start(settings);
    for (long offset = 0; offset < 20; offset++) {
      long next = offset;
      Waiting.until(() -> desk.begun.contains(next));
      desk.finish(P0, offset);
    }

    Waiting.until(() -> kafka.committedOffset(P0) == 20);
    assertThat(desk.mostRunning).hasValue(2);
  }

  @Test
  void neverStartsBeyondTheLookAhead() {
    kafka.records(P0, LongStream.range(0, 20).toArray());
    start(settings.withLookAhead(5));
    for (long offset = 1; offset < 5; offset++) {
      desk.finish(P0, offset);
    }

    Waiting.until(() -> kafka.sent(Desk.RESULTS).size() == 4);
    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.contains(6L));
  }

  @Test
  void recordThatIsInTheWayGoesToTheEndAndOthersGetTheirTurn() {
    kafka.records(P0, LongStream.range(0, 12).toArray());
    start(settings.withLookAhead(8).withPutBackAfter(Duration.ZERO));
    for (long offset = 0; offset < 8; offset++) {
      desk.end(P0, offset, WindowedConsumerTest::waitUntilPressed);
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
    assertThat(meters.get("pagestream.consumer.put.back").counter().count())
        .isEqualTo(kafka.sent(FakeKafka.TOPIC).size());
  }

  @Test
  void recordIsPutBackTogetherWithTheProgressThatLeavesItBehind() {
    kafka.records(P0, 0);
    kafka.commitFailures.add(new CommitFailedException());
    start(settings);
    desk.end(P0, 0, (_, _) -> new Outcome.PutBack("closed"));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);

    assertThat(kafka.sent(FakeKafka.TOPIC)).containsExactly("value-0");
  }

  @Test
  void putsNothingBackWhereKeysHaveAnOrder() {
    kafka.records(P0, 0);
    start(settings.withOrdering(Ordering.BY_KEY));
    for (int attempt = 0; attempt < 3; attempt++) {
      desk.end(P0, 0, (_, _) -> new Outcome.PutBack("closed"));
    }

    Waiting.until(() -> kafka.sent(DEAD).size() == 1);

    assertThat(kafka.sent(FakeKafka.TOPIC)).isEmpty();
    assertThat(kafka.sent(DEAD).getFirst()).startsWith("INTERNAL").contains("cannot be put back");
  }

  @Test
  void knowsItsShareOfThePartitions() {
    kafka.consumer.updatePartitions(
        FakeKafka.TOPIC,
        IntStream.range(0, 4)
            .mapToObj(partition -> new PartitionInfo(FakeKafka.TOPIC, partition, null, null, null))
            .toList());
    WindowedConsumer started = start(settings, P0, P1);

    Waiting.until(() -> started.share() == 0.5);

    kafka.assign(P1);
    Waiting.until(() -> started.share() == 0.25);
  }

  @Test
  void parkedCallGivesItsPlaceToTheNextRecordAndComesBackBeforeNewOnes() {
    kafka.records(P0, LongStream.range(0, 6).toArray());
    CountDownLatch back = new CountDownLatch(1);
    start(settings);
    desk.end(
        P0,
        0,
        (record, slot) -> {
          slot.parkWhile(() -> back.await(10, TimeUnit.SECONDS));
          return Desk.done(record);
        });

    Waiting.until(
        () -> desk.begun.equals(List.of(0L, 1L, 2L)) || desk.begun.equals(List.of(1L, 0L, 2L)));
    back.countDown();
    Waiting.until(() -> value("parked") == 0);
    desk.finish(P0, 1);

    Waiting.until(() -> kafka.sent(Desk.RESULTS).contains("value-0"));
    desk.finish(P0, 2, 3, 4, 5);
    Waiting.until(() -> kafka.committedOffset(P0) == 6);
  }

  @Test
  void recordsOfOneKeyRunInTurnWhileOthersRunBesideThem() {
    kafka.record(P0, 0, "a");
    kafka.record(P0, 1, "a");
    kafka.record(P0, 2, "b");
    start(settings.withOrdering(Ordering.BY_KEY));

    Waiting.until(() -> desk.begun.size() == 2);
    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 2L);
    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.contains(1L));
    desk.finish(P0, 1, 2);
    Waiting.until(() -> kafka.committedOffset(P0) == 3);
  }

  @Test
  void finishedRecordsAreSkippedAfterARestart() {
    kafka.records(P0, 0, 1, 2, 3);
    BitSet finished = new BitSet();
    finished.set(1, 3);
    kafka.committed.put(
        P0,
        new OffsetAndMetadata(
            0, new CommitMetadata(finished, 0, new BitSet(), new BitSet()).encode()));
    start(settings);

    desk.finish(P0, 0, 3);

    Waiting.until(() -> kafka.committedOffset(P0) == 4);
    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 3L);
  }

  @Test
  void abortedResultsAreMadeAgainFromWhatIsCommitted() {
    kafka.records(P0, 0, 1);
    start(settings);
    Waiting.until(() -> desk.begun.size() == 2);
    failCommits(4);

    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.size() == 4);
    assertThat(kafka.sent(Desk.RESULTS)).isEmpty();
    assertThat(desk.interrupted).containsExactly(1L);
    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactlyInAnyOrder("value-0", "value-1");
    assertThat(meters.get("pagestream.consumer.aborts").counter().count()).isEqualTo(4);
  }

  @Test
  void commitThatTheGroupRefusesForAMomentRepeatsNoCall() {
    kafka.records(P0, 0, 1);
    start(settings);
    Waiting.until(() -> desk.begun.size() == 2);
    failCommits(3);

    desk.finish(P0, 0);
    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    desk.finish(P0, 1);
    Waiting.until(() -> kafka.committedOffset(P0) == 2);

    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 1L);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-0", "value-1");
  }

  @Test
  void commitThatTimesOutIsTriedAgainNotAborted() {
    kafka.records(P0, 0);
    start(settings);
    kafka.commitFailures.add(new TimeoutException("slow"));

    desk.finish(P0, 0);

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.producer.transactionAborted()).isFalse();
    assertThat(desk.begun).containsExactly(0L);
  }

  @Test
  void endsWhenAnotherTakesTheTransactionalId() throws Exception {
    kafka.records(P0, 0);
    WindowedConsumer fenced = start(settings);
    kafka.commitFailures.add(new ProducerFencedException("another one"));
    assertThat(fenced.healthy()).isTrue();

    desk.finish(P0, 0);
    fenced.awaitTermination();

    assertThat(fenced.healthy()).isFalse();
    assertThat(kafka.sent(Desk.RESULTS)).isEmpty();
    assertThat(meters.getMeters()).isEmpty();
  }

  @Test
  void revokedPartitionLeavesAfterItsCallsHaveFinishedWhileTheOthersGoOn() {
    kafka.records(P0, 0, 1, 2);
    kafka.records(P1, 10, 11, 12);
    kafka.committed.put(P1, new OffsetAndMetadata(10));
    start(settings, P0, P1);
    Waiting.until(() -> desk.begun.size() == 4);

    kafka.assign(P1);
    desk.finish(P1, 10, 11, 12);
    Waiting.until(() -> kafka.committedOffset(P1) == 13);
    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    Waiting.until(() -> kafka.consumer.assignment().equals(Set.of(P1)));
    assertThat(desk.begun).doesNotContain(2L);
    assertThat(desk.interrupted).isEmpty();
  }

  @Test
  void callsThatOutlastTheDrainAreCutShortAndTheirResultsIgnored() {
    kafka.records(P0, 0, 1);
    start(settings.withDrainTimeout(Duration.ofMillis(100)));
    Waiting.until(() -> desk.begun.size() == 2);

    desk.finish(P0, 1);
    kafka.assign();
    Waiting.until(() -> kafka.consumer.assignment().isEmpty());

    assertThat(desk.interrupted).containsExactly(0L);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-1");
    assertThat(kafka.committedOffset(P0)).isZero();
  }

  @Test
  void failureOfACallThatWasCutShortIsNoDeadLetter() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    kafka.records(P0, 0);
    desk.end(
        P0,
        0,
        (_, _) -> {
          try {
            waiting.countDown();
            new CountDownLatch(1).await();
            return Outcome.done();
          } catch (InterruptedException _) {
            failed.countDown();
            return new Outcome.Failed("SOURCE_UNREADABLE", "the channel was closed", 1);
          }
        });
    WindowedConsumer closing = start(settings.withDrainTimeout(Duration.ofMillis(100)));
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

    closing.close();

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kafka.sent(DEAD)).isEmpty();
    assertThat(kafka.committedOffset(P0)).isLessThanOrEqualTo(0);
  }

  @Test
  void closeLetsCallsFinishAndCommitsThem() {
    kafka.records(P0, 0, 1);
    WindowedConsumer closing = start(settings);
    Waiting.until(() -> desk.begun.size() == 2);
    Thread closer = Thread.ofVirtual().start(closing::close);
    Waiting.until(() -> closer.getState() == Thread.State.TIMED_WAITING);

    desk.finish(P0, 0, 1);
    Waiting.until(() -> !closer.isAlive());

    assertThat(kafka.committedOffset(P0)).isEqualTo(2);
    assertThat(desk.interrupted).isEmpty();
    assertThat(kafka.consumer.closed()).isTrue();
    assertThat(kafka.producer.closed()).isTrue();
  }

  @Test
  void parkedCallsDoNotHoldUpTheStop() {
    kafka.records(P0, 0, 1);
    WindowedConsumer closing = start(settings.withDrainTimeout(Duration.ofMinutes(5)));
    desk.end(
        P0,
        0,
        (record, slot) -> {
          slot.park(Duration.ofMinutes(5));
          return Desk.done(record);
        });
    Waiting.until(() -> value("parked") == 1);
    desk.finish(P0, 1);

    closing.close();

    assertThat(kafka.committedOffset(P0)).isZero();
    assertThat(kafka.committedMetadata(P0).finishedCount()).isEqualTo(1);
    assertThat(kafka.sent(DEAD)).isEmpty();
  }

  @Test
  void failureBecomesADeadLetterInTheSameTransaction() {
    kafka.records(P0, 0);
    start(settings);

    desk.end(P0, 0, (_, _) -> new Outcome.Failed("BAD_PAGE", "torn", 1));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.sent(DEAD)).containsExactly("BAD_PAGE: torn, 1 attempts");
  }

  @Test
  void handlerThatThrowsIsTriedAgainThenItsRecordIsADeadLetter() {
    kafka.records(P0, 0, 1);
    start(settings);

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
    WindowedConsumer waiting = start(settings);
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
    assertThat(value("waiting.dependency")).isEqualTo(1);
    Waiting.until(() -> desk.begun.size() >= 4);
    assertThat(desk.begun).isSubsetOf(0L, 1L);
    desk.finish(P0, 0, 1, 2, 3, 4, 5, 6, 7);
    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 8);
    assertThat(kafka.sent(DEAD)).isEmpty();
    assertThat(waiting.waitingFor()).isEmpty();
  }

  @Test
  void callsThatWaitForADependencyDoNotHoldUpTheStop() {
    kafka.records(P0, 0, 1);
    WindowedConsumer closing = start(settings.withDrainTimeout(Duration.ofMinutes(5)));
    Desk.Ending away =
        (_, _) -> {
          throw new DependencyUnavailableException("registry", new IOException("refused"));
        };
    Waiting.until(() -> desk.begun.size() == 2);
    for (int attempt = 0; attempt < 100; attempt++) {
      desk.end(P0, 0, away);
    }
    Waiting.until(() -> closing.waitingFor().isPresent());
    desk.finish(P0, 1);

    closing.close();

    assertThat(kafka.committedMetadata(P0).finishedCount()).isEqualTo(1);
    assertThat(kafka.sent(DEAD)).isEmpty();
  }

  @Test
  void resultTooLargeBecomesADeadLetterAndOthersGoOn() {
    kafka.records(P0, 0, 1);
    start(settings);

    desk.end(
        P0,
        0,
        (record, _) ->
            Outcome.done(
                List.of(
                    new ProducerRecord<>(
                        Desk.RESULTS, record.key(), new byte[MAX_REQUEST_BYTES]))));
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
    start(settings);
    Waiting.until(() -> desk.begun.size() == 2);

    desk.end(
        P0,
        0,
        (record, _) ->
            Outcome.done(
                List.of(
                    new ProducerRecord<>(
                        Desk.RESULTS,
                        record.key(),
                        "indigestible".getBytes(StandardCharsets.UTF_8)))));
    desk.finish(P0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactly("value-1");
    assertThat(kafka.sent(DEAD)).singleElement().asString().startsWith(WindowedConsumer.INTERNAL);
  }

  @Test
  void droppedRecordsAreCommittedWithoutAnyOutput() {
    kafka.records(P0, 0);
    start(settings);

    desk.end(P0, 0, (_, _) -> new Outcome.Dropped("cancelled"));

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.producer.history()).isEmpty();
    assertThat(
            meters.get("pagestream.consumer.processed").tag("outcome", "dropped").counter().count())
        .isEqualTo(1);
  }

  @Test
  void heldBytesAreBoundedPlusOneRecord() {
    for (long offset = 0; offset < 20; offset++) {
      kafka.record(P0, offset, "0123456789");
    }
    WindowSettings small =
        new WindowSettings(
            settings.topics(),
            settings.groupId(),
            settings.transactionalId(),
            2,
            1024,
            50,
            100,
            Ordering.UNORDERED,
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            1,
            false,
            Duration.ofSeconds(5));
    start(small);

    Waiting.until(() -> desk.begun.size() == 2);
    Waiting.until(() -> value("look.ahead.bytes") > 0);
    assertThat(value("look.ahead.bytes")).isLessThanOrEqualTo(50 + 18);
    for (long offset = 0; offset < 20; offset++) {
      desk.finish(P0, offset);
    }
    Waiting.until(() -> kafka.committedOffset(P0) == 20);
    assertThat(desk.begun).hasSize(20);
  }

  @Test
  void logThatWasMadeAnewIsReadFromItsBeginning() {
    kafka.committed.put(P0, new OffsetAndMetadata(1_000));
    kafka.records(P0, 0, 1);
    start(settings);

    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
  }

  @Test
  void metadataOfAnotherVersionEndsTheConsumer() throws Exception {
    kafka.committed.put(P0, new OffsetAndMetadata(0, "99:whatever"));
    WindowedConsumer puzzled = start(settings);

    puzzled.awaitTermination();

    assertThat(puzzled.healthy()).isFalse();
  }

  @Test
  void metersGoWithTheConsumer() {
    start(settings).close();

    assertThat(meters.getMeters()).isEmpty();
  }

  @Test
  void closesWithoutEverHavingStarted() {
    consumer = consumer(settings);

    consumer.close();

    assertThat(consumer.healthy()).isFalse();
    assertThat(kafka.consumer.closed()).isTrue();
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

  private void failCommits(int count) {
    for (int commit = 0; commit < count; commit++) {
      kafka.commitFailures.add(new CommitFailedException());
    }
  }

  private double value(String gauge) {
    return meters.get("pagestream.consumer." + gauge).gauge().value();
  }

  private WindowedConsumer start(WindowSettings with) {
    return start(with, P0);
  }

  private WindowedConsumer start(WindowSettings with, TopicPartition... partitions) {
    WindowedConsumer started = consumer(with);
    consumer = started;
    started.start();
    Waiting.until(() -> !kafka.consumer.subscription().isEmpty());
    kafka.assign(partitions);
    return started;
  }

  private WindowedConsumer consumer(WindowSettings with) {
    return new WindowedConsumer(
        with,
        desk,
        WindowedConsumerTest::deadLetter,
        meters,
        kafka.consumer,
        () -> kafka.producer,
        MAX_REQUEST_BYTES);
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure) {
    String text =
        failure.code() + ": " + failure.message() + ", " + failure.attempts() + " attempts";
    return new ProducerRecord<>(DEAD, record.key(), text.getBytes(StandardCharsets.UTF_8));
  }
}
