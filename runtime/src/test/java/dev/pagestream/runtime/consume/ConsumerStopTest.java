package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;
import static dev.pagestream.runtime.consume.FakeKafka.P1;
import static dev.pagestream.runtime.consume.RunningConsumer.DEAD;
import static dev.pagestream.runtime.consume.RunningConsumer.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How calls and partitions are given up: at a move, at the stop, for another process.
@Timeout(60)
class ConsumerStopTest {
  @AutoClose private final RunningConsumer running = new RunningConsumer();
  private final FakeKafka kafka = running.kafka;
  private final Desk desk = running.desk;

  @Test
  void revokedPartitionLeavesAfterItsCallsHaveFinishedWhileTheOthersGoOn() {
    kafka.records(P0, 0, 1, 2);
    kafka.records(P1, 10, 11, 12);
    kafka.committed.put(P1, new OffsetAndMetadata(10));
    running.start(SETTINGS, P0, P1);
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
    running.start(SETTINGS.withDrainTimeout(Duration.ofMillis(100)));
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
    WindowedConsumer closing = running.start(SETTINGS.withDrainTimeout(Duration.ofMillis(100)));
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

    closing.close();

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kafka.sent(DEAD)).isEmpty();
    assertThat(kafka.committedOffset(P0)).isLessThanOrEqualTo(0);
  }

  @Test
  void closeLetsCallsFinishAndCommitsThem() {
    kafka.records(P0, 0, 1);
    WindowedConsumer closing = running.start(SETTINGS);
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
    WindowedConsumer closing = running.start(SETTINGS.withDrainTimeout(Duration.ofMinutes(5)));
    desk.end(
        P0,
        0,
        (record, slot) -> {
          slot.park(Duration.ofMinutes(5));
          return Desk.done(record);
        });
    Waiting.until(() -> running.gauge("parked") == 1);
    desk.finish(P0, 1);

    closing.close();

    assertThat(kafka.committedOffset(P0)).isZero();
    assertThat(kafka.committedMetadata(P0).finishedCount()).isEqualTo(1);
    assertThat(kafka.sent(DEAD)).isEmpty();
  }

  @Test
  void callsThatWaitForADependencyDoNotHoldUpTheStop() {
    kafka.records(P0, 0, 1);
    WindowedConsumer closing = running.start(SETTINGS.withDrainTimeout(Duration.ofMinutes(5)));
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
  void endsWhenAnotherTakesTheTransactionalId() throws Exception {
    kafka.records(P0, 0);
    WindowedConsumer fenced = running.start(SETTINGS);
    kafka.commitFailures.add(new ProducerFencedException("another one"));
    assertThat(fenced.healthy()).isTrue();

    desk.finish(P0, 0);
    fenced.awaitTermination();

    assertThat(fenced.healthy()).isFalse();
    assertThat(kafka.sent(Desk.RESULTS)).isEmpty();
    assertThat(running.meters.getMeters()).isEmpty();
  }

  @Test
  void metersGoWithTheConsumer() {
    running.start(SETTINGS).close();

    assertThat(running.meters.getMeters()).isEmpty();
  }

  @Test
  void closesWithoutEverHavingStarted() {
    WindowedConsumer consumer = running.unstarted(SETTINGS);

    consumer.close();

    assertThat(consumer.healthy()).isFalse();
    assertThat(kafka.consumer.closed()).isTrue();
  }
}
