package dev.pagestream.testkit.consume;

import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.consume.WindowedConsumer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A worker process that copies the source to the results, slowly, and tells on standard output
/// what it is at. Every 50th record fails; a record whose key begins with `killer` ends the process
/// at once.
public final class WorkerMain {
  private final Bench bench;

  private WorkerMain(Bench bench) {
    this.bench = bench;
  }

  /// Arguments: bootstrap servers, bench name, partitions, instance, window, whether start marks
  /// are used.
  public static void main(String[] args) throws InterruptedException {
    Bench bench = new Bench(args[0], args[1], Integer.parseInt(args[2]));
    WorkerMain worker = new WorkerMain(bench);
    try (WindowedConsumer consumer =
        new WindowedConsumer(
            bench.kafka(),
            bench
                .settings(args[3], Integer.parseInt(args[4]))
                .withStartMarks(Boolean.parseBoolean(args[5])),
            worker::handle,
            worker::deadLetter,
            new SimpleMeterRegistry())) {
      Runtime.getRuntime().addShutdownHook(new Thread(consumer::close));
      consumer.start();
      say("started");
      consumer.awaitTermination();
    }
  }

  private Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot)
      throws InterruptedException {
    String key = Bench.key(record);
    say("call begin " + record.partition() + " " + record.offset() + " " + micros());
    try {
      if (key.startsWith("killer")) {
        Runtime.getRuntime().halt(9);
      }
      Thread.sleep(100 + (record.offset() % 5) * 40);
      return record.offset() % 50 == 7
          ? new Outcome.Failed("BAD_PAGE", "one of the bad ones", 1)
          : Outcome.done(List.of(Bench.copy(bench.results(), record)));
    } finally {
      say("call end " + record.partition() + " " + record.offset() + " " + micros());
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, Outcome.Failed failure) {
    ProducerRecord<byte[], byte[]> letter = Bench.copy(bench.deadLetters(), record);
    letter.headers().add("code", failure.code().getBytes(StandardCharsets.UTF_8));
    return letter;
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
