package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.FakeKafka.P1;
import static dev.pagestream.runtime.consume.RunningConsumer.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which records start, and what is committed of them.
@Timeout(60)
class WindowedConsumerTest {
  @AutoClose private final RunningConsumer running = new RunningConsumer();
  private final FakeKafka kafka = running.kafka;
  private final Desk desk = running.desk;

  @Test
  void commitsUpToTheLowestUnfinishedOffsetAndKeepsTheOthersAsBits() {
    kafka.records(P0, 0, 1, 2);
    running.start(SETTINGS);
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
    running.start(SETTINGS);
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
    running.start(SETTINGS);

    desk.finish(P0, 2, 7);

    Waiting.until(() -> kafka.committedOffset(P0) == 9);
  }

  @Test
  void holdsEachPartitionToItsWindow() {
    kafka.records(P0, LongStream.range(0, 20).toArray());
    running.start(SETTINGS);
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
    running.start(SETTINGS.withLookAhead(5));
    for (long offset = 1; offset < 5; offset++) {
      desk.finish(P0, offset);
    }

    Waiting.until(() -> kafka.sent(Desk.RESULTS).size() == 4);
    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.contains(6L));
  }

  @Test
  void knowsItsShareOfThePartitions() {
    kafka.consumer.updatePartitions(
        FakeKafka.TOPIC,
        IntStream.range(0, 4)
            .mapToObj(partition -> new PartitionInfo(FakeKafka.TOPIC, partition, null, null, null))
            .toList());
    WindowedConsumer started = running.start(SETTINGS, P0, P1);

    Waiting.until(() -> started.share() == 0.5);

    kafka.assign(P1);
    Waiting.until(() -> started.share() == 0.25);
  }

  @Test
  void parkedCallGivesItsPlaceToTheNextRecordAndComesBackBeforeNewOnes() {
    kafka.records(P0, LongStream.range(0, 6).toArray());
    CountDownLatch back = new CountDownLatch(1);
    running.start(SETTINGS);
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
    Waiting.until(() -> running.gauge("parked") == 0);
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
    running.start(SETTINGS.withOrdering(Ordering.BY_KEY));

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
    running.start(SETTINGS);

    desk.finish(P0, 0, 3);

    Waiting.until(() -> kafka.committedOffset(P0) == 4);
    assertThat(desk.begun).containsExactlyInAnyOrder(0L, 3L);
  }

  @Test
  void abortedResultsAreMadeAgainFromWhatIsCommitted() {
    kafka.records(P0, 0, 1);
    running.start(SETTINGS);
    Waiting.until(() -> desk.begun.size() == 2);
    running.failCommits(4);

    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.size() == 4);
    assertThat(kafka.sent(Desk.RESULTS)).isEmpty();
    assertThat(desk.interrupted).containsExactly(1L);
    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(kafka.sent(Desk.RESULTS)).containsExactlyInAnyOrder("value-0", "value-1");
    assertThat(running.counter("aborts")).isEqualTo(4);
  }

  @Test
  void commitThatTheGroupRefusesForAMomentRepeatsNoCall() {
    kafka.records(P0, 0, 1);
    running.start(SETTINGS);
    Waiting.until(() -> desk.begun.size() == 2);
    running.failCommits(3);

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
    running.start(SETTINGS);
    kafka.commitFailures.add(new TimeoutException("slow"));

    desk.finish(P0, 0);

    Waiting.until(() -> kafka.committedOffset(P0) == 1);
    assertThat(kafka.producer.transactionAborted()).isFalse();
    assertThat(desk.begun).containsExactly(0L);
  }

  @Test
  void heldBytesAreBoundedPlusOneRecord() {
    for (long offset = 0; offset < 20; offset++) {
      kafka.record(P0, offset, "0123456789");
    }
    WindowSettings small =
        new WindowSettings(
            SETTINGS.topics(),
            SETTINGS.groupId(),
            SETTINGS.transactionalId(),
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
    running.start(small);

    Waiting.until(() -> desk.begun.size() == 2);
    Waiting.until(() -> running.gauge("look.ahead.bytes") > 0);
    assertThat(running.gauge("look.ahead.bytes")).isLessThanOrEqualTo(50 + 18);
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
    running.start(SETTINGS);

    desk.finish(P0, 0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
  }

  @Test
  void metadataOfAnotherVersionEndsTheConsumer() throws Exception {
    kafka.committed.put(P0, new OffsetAndMetadata(0, "99:whatever"));
    WindowedConsumer puzzled = running.start(SETTINGS);

    puzzled.awaitTermination();

    assertThat(puzzled.healthy()).isFalse();
  }
}
