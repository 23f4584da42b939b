package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.FakeKafka.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Records that can kill the process: start marks, deaths, lone runs.
@Timeout(60)
class StartMarkTest {
  private static final int WINDOW = 2;

  @AutoClose private final RunningConsumer running = new RunningConsumer();
  private final FakeKafka kafka = running.kafka;
  private final Desk desk = running.desk;

  @Test
  void recordsStartOnlyBelowACommittedMark() {
    kafka.records(P0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    start(P0);

    for (long offset = 0; offset < 10; offset++) {
      long next = offset;
      Waiting.until(() -> desk.begun.contains(next));
      assertThat(mark(P0))
          .isGreaterThan(offset)
          .isLessThanOrEqualTo(offset + 1 + 2 * WINDOW + WINDOW);
      desk.finish(P0, offset);
    }
    Waiting.until(() -> kafka.committedOffset(P0) == 10);
  }

  @Test
  void idleConsumerPaysNoTransactionForTheMark() {
    start(P0);
    Waiting.until(() -> mark(P0) == 2 * WINDOW);
    int before = kafka.transactions.size();

    for (long offset = 0; offset < 3; offset++) {
      kafka.records(P0, offset);
      desk.finish(P0, offset);
      long done = offset + 1;
      Waiting.until(() -> kafka.committedOffset(P0) == done);
    }

    assertThat(kafka.transactions).hasSize(before + 3);
    assertThat(mark(P0)).isEqualTo(3 + 2 * WINDOW);
  }

  @Test
  void cleanReleaseClearsTheMarkEvenWhenCallsWereCutShort() {
    kafka.records(P0, 0);
    WindowedConsumer closing = start(P0);
    Waiting.until(() -> desk.begun.size() == 1);
    assertThat(kafka.committedMetadata(P0).startMark()).isPositive();

    closing.close();

    assertThat(desk.interrupted).containsExactly(0L);
    assertThat(kafka.committedOffset(P0)).isZero();
    assertThat(kafka.committedMetadata(P0)).isEqualTo(CommitMetadata.EMPTY);
  }

  @Test
  void unfinishedRecordsBelowAMarkThatWasNotClearedHaveADeathMore() {
    kafka.records(P0, 0, 1, 2, 3, 4, 5);
    commit(P0, new CommitMetadata(bits(1), 4, bits(0), bits()));
    start(P0);

    Waiting.until(() -> !kafka.transactions.isEmpty());

    CommitMetadata metadata = kafka.committedMetadata(P0);
    assertThat(
            List.of(
                metadata.deaths(0),
                metadata.deaths(1),
                metadata.deaths(2),
                metadata.deaths(3),
                metadata.deaths(4)))
        .containsExactly(2, 0, 1, 1, 0);
  }

  @Test
  void deathWhileIdleBlamesNoRecordThatWasWrittenAfterwards() {
    commit(P0, new CommitMetadata(bits(), 4, bits(), bits()));
    start(P0);

    Waiting.until(() -> !kafka.transactions.isEmpty());

    assertThat(kafka.committedMetadata(P0).deaths(0)).isZero();
  }

  @Test
  void abortIsNoDeath() {
    kafka.records(P0, 0);
    start(P0);
    Waiting.until(() -> desk.begun.size() == 1);
    running.failCommits(4);

    desk.finish(P0, 0);
    Waiting.until(() -> desk.begun.size() == 2);

    assertThat(kafka.committedMetadata(P0).deaths(0)).isZero();
    desk.finish(P0, 0);
    Waiting.until(() -> kafka.committedOffset(P0) == 1);
  }

  @Test
  void lossIsNoDeathForTheProcessThatLivesOn() {
    kafka.records(P0, 0);
    start(P0);
    Waiting.until(() -> desk.begun.size() == 1);

    kafka.loseAll();
    Waiting.until(() -> desk.interrupted.size() == 1);
    assertThat(kafka.committedMetadata(P0).startMark()).isPositive();
    int before = kafka.transactions.size();
    kafka.assign(P0);
    Waiting.until(() -> desk.begun.size() == 2 && kafka.transactions.size() > before);

    assertThat(kafka.committedMetadata(P0).deaths(0)).isZero();
    desk.finish(P0, 0);
    Waiting.until(() -> kafka.committedOffset(P0) == 1);
  }

  @Test
  void recordWithTwoDeathsRunsAloneUnderAMarkOfItsOwn() {
    kafka.records(P0, 0, 1, 2);
    kafka.records(P1, 0, 1);
    commit(P0, new CommitMetadata(bits(), 3, bits(1), bits()));
    commit(P1, new CommitMetadata(bits(), 2, bits(), bits()));
    start(P0, P1);

    Waiting.until(() -> desk.begun.size() == 1);
    assertThat(desk.begun).containsExactly(1L);
    assertThat(kafka.committedMetadata(P0).startMark()).isEqualTo(2);
    assertThat(kafka.committedMetadata(P0).deaths(1)).isEqualTo(2);
    assertThat(kafka.committedMetadata(P1).startMark()).isZero();
    desk.finish(P0, 1);

    Waiting.until(() -> desk.begun.size() == 5);
    desk.finish(P0, 0, 2);
    desk.finish(P1, 0, 1);
    Waiting.until(() -> kafka.committedOffset(P0) == 3 && kafka.committedOffset(P1) == 2);
    assertThat(kafka.sent(RunningConsumer.DEAD)).isEmpty();
  }

  @Test
  void recordWithThreeDeathsIsADeadLetterAndNeverRuns() {
    kafka.records(P0, 0, 1);
    commit(P0, new CommitMetadata(bits(), 1, bits(), bits(0)));
    start(P0);

    desk.finish(P0, 1);

    Waiting.until(() -> kafka.committedOffset(P0) == 2);
    assertThat(desk.begun).containsExactly(1L);
    assertThat(kafka.sent(RunningConsumer.DEAD))
        .containsExactly(
            "PROCESS_KILLED: the process died 3 times while it worked on this record, 3 attempts");
  }

  private WindowedConsumer start(TopicPartition... partitions) {
    WindowSettings settings =
        WindowSettings.of(FakeKafka.TOPIC, "group", "group.0", WINDOW)
            .withStartMarks(true)
            .withDrainTimeout(Duration.ofMillis(500));
    return running.start(settings, partitions);
  }

  private void commit(TopicPartition partition, CommitMetadata metadata) {
    kafka.committed.put(partition, new OffsetAndMetadata(0, metadata.encode()));
  }

  private long mark(TopicPartition partition) {
    Map<TopicPartition, OffsetAndMetadata> committed = kafka.committed;
    if (!committed.containsKey(partition)) {
      return -1;
    }
    OffsetAndMetadata offset = Objects.requireNonNull(committed.get(partition));
    return offset.offset() + CommitMetadata.decode(offset.metadata()).startMark();
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    for (int index : indexes) {
      bits.set(index);
    }
    return bits;
  }
}
