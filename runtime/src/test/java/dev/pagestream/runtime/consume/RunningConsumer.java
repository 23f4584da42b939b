package dev.pagestream.runtime.consume;

import static dev.pagestream.runtime.consume.FakeKafka.P0;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A consumer between a fake broker and a desk. A dead letter reads `CODE: message, n attempts`.
final class RunningConsumer implements AutoCloseable {
  static final String DEAD = "dead";
  static final int MAX_REQUEST_BYTES = 10_000;

  /// A window of two.
  static final WindowSettings SETTINGS =
      WindowSettings.of(FakeKafka.TOPIC, "group", "group.0", 2)
          .withDrainTimeout(Duration.ofSeconds(2));

  final FakeKafka kafka = new FakeKafka();
  final Desk desk = new Desk();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable WindowedConsumer consumer;

  /// Starts it and gives it the first partition.
  WindowedConsumer start(WindowSettings settings) {
    return start(settings, P0);
  }

  /// Starts it and gives it these partitions.
  WindowedConsumer start(WindowSettings settings, TopicPartition... partitions) {
    WindowedConsumer started = unstarted(settings);
    started.start();
    Waiting.until(() -> !kafka.consumer.subscription().isEmpty());
    kafka.assign(partitions);
    return started;
  }

  WindowedConsumer unstarted(WindowSettings settings) {
    WindowedConsumer made =
        new WindowedConsumer(
            settings,
            desk,
            RunningConsumer::deadLetter,
            meters,
            kafka.consumer,
            () -> kafka.producer,
            MAX_REQUEST_BYTES);
    consumer = made;
    return made;
  }

  /// The next commits are refused by the group.
  void failCommits(int count) {
    for (int commit = 0; commit < count; commit++) {
      kafka.commitFailures.add(new CommitFailedException());
    }
  }

  double gauge(String name) {
    return meters.get("pagestream.consumer." + name).gauge().value();
  }

  double counter(String name) {
    return meters.get("pagestream.consumer." + name).counter().count();
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure) {
    String text =
        failure.code() + ": " + failure.message() + ", " + failure.attempts() + " attempts";
    return new ProducerRecord<>(DEAD, record.key(), text.getBytes(StandardCharsets.UTF_8));
  }
}
