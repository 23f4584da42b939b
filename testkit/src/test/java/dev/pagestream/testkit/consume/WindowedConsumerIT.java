package dev.pagestream.testkit.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.consume.CommitMetadata;
import dev.pagestream.runtime.consume.DeadLetterFormat;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.ChildProcess.Launch;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.SeededRandom;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The windowed consumer's guarantees on a real broker.
@ExtendWith({KafkaFixture.class, SeededRandom.class})
class WindowedConsumerIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int WINDOW = 4;

  @Test
  void everyRecordHasOneResultAlthoughAProcessIsKilledAndOthersJoin(
      KafkaCluster kafka, Random random) throws Exception {
    Bench bench = Bench.create(kafka, 6, Map.of());
    bench.writeInTransactions(600, random);

    List<CallTrace> calls = new ArrayList<>();
    try (ChildProcess first = worker(bench, "one", false)) {
      ChildProcess killed = worker(bench, "two", false);
      bench.awaitResults(200, LIMIT);
      killed.killHard();
      long killedAt = micros();
      try (ChildProcess again = worker(bench, "two", false);
          ChildProcess third = worker(bench, "three", false)) {
        bench.awaitResults(600, LIMIT);
        bench.assertCommittedUpToTheEnd();
        for (ChildProcess worker : List.of(first, again, third)) {
          calls.addAll(CallTrace.read(worker.log(), micros()));
        }
      }
      calls.addAll(CallTrace.read(killed.log(), killedAt));
    }

    Map<String, Long> settled = new HashMap<>(bench.keys(bench.results()));
    bench.keys(bench.deadLetters()).forEach((key, count) -> settled.merge(key, count, Long::sum));
    assertThat(settled)
        .hasSize(600)
        .allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));
    assertThat(bench.keys(bench.deadLetters())).isNotEmpty();
    assertThat(CallTrace.mostInFlight(calls)).isLessThanOrEqualTo(WINDOW);
    assertThat(CallTrace.repeated(calls)).isLessThanOrEqualTo(6 * WINDOW);
  }

  @Test
  void noCallIsRepeatedWhenPartitionsMoveAsPlanned(KafkaCluster kafka, Random random)
      throws Exception {
    Bench bench = Bench.create(kafka, 4, Map.of());
    bench.writeInTransactions(300, random);
    Queue<String> calls = new ConcurrentLinkedQueue<>();
    RecordHandler handler =
        (record, _) -> {
          calls.add(Bench.key(record));
          Thread.sleep(150);
          return Outcome.done(List.of(Bench.copy(bench.results(), record)));
        };

    try (WindowedConsumer two = consumer(bench, bench.settings("two", WINDOW), handler)) {
      try (WindowedConsumer one = consumer(bench, bench.settings("one", WINDOW), handler)) {
        one.start();
        bench.awaitResults(50, LIMIT);
        two.start();
        bench.awaitResults(120, LIMIT);
      }
      bench.awaitResults(300, LIMIT);
      bench.assertCommittedUpToTheEnd();
    }

    assertThat(calls).hasSize(300).doesNotHaveDuplicates();
    assertThat(bench.keys(bench.results()))
        .hasSize(300)
        .allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));
  }

  @Test
  void recordsThatFinishedBeforeAStopAreNotHandledAgain(KafkaCluster kafka) throws Exception {
    Bench bench = Bench.create(kafka, 1, Map.of());
    bench.write(0, keys("r-", 20));
    CountDownLatch never = new CountDownLatch(1);
    Queue<String> second = new ConcurrentLinkedQueue<>();

    WindowSettings settings =
        bench.settings("one", WINDOW).withDrainTimeout(Duration.ofMillis(200));
    try (WindowedConsumer consumer =
        consumer(
            bench,
            settings,
            (record, _) -> {
              if (record.offset() == 0) {
                never.await();
              }
              return Outcome.done(List.of(Bench.copy(bench.results(), record)));
            })) {
      consumer.start();
      bench.awaitResults(19, LIMIT);
    }
    assertThat(bench.committed().get(0).offset()).isZero();
    assertThat(CommitMetadata.decode(bench.committed().get(0).metadata()).finishedCount())
        .isEqualTo(19);
    try (WindowedConsumer consumer =
        consumer(
            bench,
            settings,
            (record, _) -> {
              second.add(Bench.key(record));
              return Outcome.done(List.of(Bench.copy(bench.results(), record)));
            })) {
      consumer.start();
      bench.awaitResults(20, LIMIT);
      bench.assertCommittedUpToTheEnd();
    }

    assertThat(second).containsExactly("r-0");
  }

  @Test
  void resultThatTheBrokerRefusesBecomesADeadLetterAndOthersGoOn(KafkaCluster kafka)
      throws Exception {
    Bench bench = Bench.create(kafka, 1, Map.of("max.message.bytes", "20000"));
    bench.write(0, keys("r-", 30));

    try (WindowedConsumer consumer =
        consumer(
            bench,
            bench.settings("one", 30),
            (record, _) -> {
              byte[] value = new byte[record.offset() % 10 == 3 ? 60_000 : 10];
              new Random(record.offset()).nextBytes(value);
              return Outcome.done(
                  List.of(new ProducerRecord<>(bench.results(), record.key(), value)));
            })) {
      consumer.start();
      bench.awaitResults(30, LIMIT);
      bench.assertCommittedUpToTheEnd();
    }

    assertThat(bench.keys(bench.deadLetters()).keySet())
        .containsExactlyInAnyOrder("r-3", "r-13", "r-23");
    assertThat(codes(bench)).containsOnly(WindowedConsumer.RESULT_TOO_LARGE);
    assertThat(bench.keys(bench.results())).hasSize(27);
  }

  @Test
  void recordThatKillsItsProcessBecomesADeadLetterAndNoneBesideItDoes(KafkaCluster kafka)
      throws Exception {
    Bench bench = Bench.create(kafka, 2, Map.of());
    List<String> keys = new ArrayList<>(keys("a-", 5));
    keys.add("killer");
    keys.addAll(keys("b-", 5));
    bench.write(0, keys);
    bench.write(1, keys("c-", 10));

    for (int life = 1; life <= 3; life++) {
      try (ChildProcess worker = worker(bench, "one", true)) {
        assertThat(worker.awaitExit(LIMIT)).as("life " + life).isEqualTo(9);
      }
    }
    try (ChildProcess worker = worker(bench, "one", true)) {
      bench.awaitResults(21, LIMIT);
      bench.assertCommittedUpToTheEnd();
      worker.terminate();
      worker.awaitExit(LIMIT);
    }

    Map<String, Long> dead = bench.keys(bench.deadLetters());
    assertThat(codes(bench)).contains(WindowedConsumer.PROCESS_KILLED);
    assertThat(dead).containsEntry("killer", 1L);
    assertThat(codes(bench).stream().filter(WindowedConsumer.PROCESS_KILLED::equals)).hasSize(1);
    Eventually.await(
        LIMIT,
        () ->
            assertThat(bench.committed().values())
                .allSatisfy(offset ->
                    assertThat(CommitMetadata.decode(offset.metadata()))
                        .isEqualTo(CommitMetadata.EMPTY)));
  }

  private static List<String> codes(Bench bench) {
    return bench.read(bench.deadLetters()).stream()
        .map(letter ->
            new String(letter.headers().lastHeader("code").value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
  }

  private static WindowedConsumer consumer(
      Bench bench, WindowSettings settings, RecordHandler handler) {
    DeadLetterFormat deadLetters =
        (record, failure) -> {
          ProducerRecord<byte[], byte[]> letter = Bench.copy(bench.deadLetters(), record);
          letter.headers().add("code", failure.code().getBytes(StandardCharsets.UTF_8));
          return letter;
        };
    return new WindowedConsumer(
        bench.kafka(), settings, handler, deadLetters, new SimpleMeterRegistry());
  }

  private static ChildProcess worker(Bench bench, String instance, boolean startMarks)
      throws InterruptedException {
    ChildProcess worker =
        ChildProcess.start(
            "worker-" + instance,
            Launch.of(
                WorkerMain.class,
                bench.bootstrapServers(),
                bench.name(),
                Integer.toString(bench.partitions()),
                instance,
                Integer.toString(WINDOW),
                Boolean.toString(startMarks)));
    worker.awaitLine("started", Duration.ofSeconds(30));
    return worker;
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
