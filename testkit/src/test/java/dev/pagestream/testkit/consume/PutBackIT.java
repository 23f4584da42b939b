package dev.pagestream.testkit.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.RecordHandler;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A destination that is down does not hold up the partition its records are in.
@ExtendWith(KafkaFixture.class)
class PutBackIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int DEAD = 1500;
  private static final int HEALTHY = 200;

  private final CountDownLatch destinationUp = new CountDownLatch(1);

  @Test
  void deadDestinationHoldsNobodyUpAndLosesNothing(KafkaCluster kafka) throws Exception {
    Bench bench = Bench.create(kafka, 1, Map.of());
    bench.write(
        0,
        Stream.concat(
                IntStream.range(0, DEAD).mapToObj(number -> "dead-" + number),
                IntStream.range(0, HEALTHY).mapToObj(number -> "healthy-" + number))
            .toList());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();

    try (WindowedConsumer first = consumer(bench, "one", meters)) {
      first.start();
      bench.awaitResults(HEALTHY, LIMIT);
      assertThat(bench.keys(bench.results()).keySet()).allMatch(key -> key.startsWith("healthy-"));
      assertThat(first.share()).isEqualTo(1);
    }
    assertThat(meters.getMeters()).isEmpty();
    try (WindowedConsumer second = consumer(bench, "two", meters)) {
      second.start();
      Eventually.await(LIMIT, () -> assertThat(putBacks(meters)).isPositive());
      destinationUp.countDown();
      bench.awaitResults(DEAD + HEALTHY, LIMIT);
      bench.assertCommittedUpToTheEnd();
    }

    assertThat(bench.keys(bench.results()))
        .hasSize(DEAD + HEALTHY)
        .allSatisfy((key, count) -> assertThat(count).as(key).isEqualTo(1));
    assertThat(bench.keys(bench.deadLetters())).isEmpty();
  }

  private static double putBacks(SimpleMeterRegistry meters) {
    return meters.get("pagestream.consumer.put.back").counter().count();
  }

  private WindowedConsumer consumer(Bench bench, String instance, SimpleMeterRegistry meters) {
    RecordHandler handler =
        (record, slot) ->
            Bench.key(record).startsWith("dead-") && !arrives(slot)
                ? new Outcome.PutBack("destination is down")
                : done(bench, record);
    return new WindowedConsumer(
        bench.kafka(),
        bench.settings(instance, 16).withPutBackAfter(Duration.ofSeconds(1)),
        handler,
        (record, _) -> Bench.copy(bench.deadLetters(), record),
        meters);
  }

  private boolean arrives(CallSlot slot) throws Exception {
    return slot.parkWhile(() -> {
      while (!slot.pressed()) {
        if (destinationUp.await(100, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
      return false;
    });
  }

  private static Outcome done(Bench bench, ConsumerRecord<byte[], byte[]> record) {
    return Outcome.done(List.of(Bench.copy(bench.results(), record)));
  }
}
