package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends results and progress in transactions, each open only while it is committed. Confined to the loop thread, but
/// for [#producer].
final class TransactionalOutput implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TransactionalOutput.class);
  private static final int COMMIT_TRIES = 3;

  private final Supplier<Producer<byte[], byte[]>> factory;
  private final BooleanSupplier stopping;
  private volatile Producer<byte[], byte[]> producer;

  /// @param stopping ends the wait for an unreachable Kafka
  TransactionalOutput(Supplier<Producer<byte[], byte[]>> factory, BooleanSupplier stopping) {
    this.factory = factory;
    this.stopping = stopping;
    this.producer = factory.get();
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /// Fences the producer of this instance's former life and ends the transaction it left open. Waits for Kafka.
  ///
  /// @return false when stopped before Kafka answered
  boolean initialise() {
    while (!stopping.getAsBoolean()) {
      try {
        producer.initTransactions();
        return true;
      } catch (RetriableException e) {
        log.atWarn().addKeyValue(LogKeys.REASON, e.getMessage()).log("Kafka does not answer, trying again");
      }
    }
    return false;
  }

  /// Commits the results and the progress, or nothing.
  ///
  /// @throws KafkaException when this producer is of no more use to the process
  Result commit(
      List<Completion.Settled> batch, Map<TopicPartition, OffsetAndMetadata> progress, ConsumerGroupMetadata group) {
    Map<Completion.Settled, RuntimeException> refused = new LinkedHashMap<>();
    List<Sent> sent = new ArrayList<>();
    try {
      producer.beginTransaction();
      for (Completion.Settled settled : batch) {
        send(settled, sent, refused);
      }
      if (refused.isEmpty()) {
        producer.sendOffsetsToTransaction(progress, group);
        return commitOpen();
      }
      abort(null);
    } catch (KafkaException e) {
      abort(e);
      sent.forEach(each -> each.refusal(refused));
      if (refused.isEmpty()) {
        return new Result.Aborted(e);
      }
    }
    return new Result.Refused(refused);
  }

  /// Ends without waiting: a transaction is never left open between commits.
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void send(
      Completion.Settled settled, List<Sent> sent, Map<Completion.Settled, RuntimeException> refused) {
    try {
      for (ProducerRecord<byte[], byte[]> output : settled.outputs()) {
        sent.add(new Sent(settled, producer.send(output)));
      }
    } catch (SerializationException | IllegalArgumentException | RecordTooLargeException e) {
      refused.put(settled, e);
    }
  }

  /// A commit that timed out may have happened: it must be tried again, it cannot be aborted any more.
  private Result commitOpen() {
    for (int attempt = 1; ; attempt++) {
      try {
        producer.commitTransaction();
        return new Result.Committed();
      } catch (TimeoutException e) {
        if (attempt == COMMIT_TRIES) {
          renew();
          return new Result.Aborted(e);
        }
      }
    }
  }

  private void abort(@Nullable KafkaException cause) {
    if (cause != null && isFatal(cause)) {
      throw cause;
    }
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      if (isFatal(e)) {
        throw e;
      }
      log.atWarn().addKeyValue(LogKeys.REASON, e.toString()).log("abort failed, producer is made anew");
      renew();
    }
  }

  /// A new producer of the same id makes the broker finish what the old one left open, one way or the other.
  private void renew() {
    producer.close(Duration.ZERO);
    producer = factory.get();
    initialise();
  }

  private static boolean isFatal(Throwable e) {
    return switch (e) {
      case ProducerFencedException _, OutOfOrderSequenceException _, InvalidPidMappingException _ -> true;
      case AuthorizationException _, AuthenticationException _, UnsupportedVersionException _, InterruptException _ -> true;
      default -> e.getCause() != null && isFatal(e.getCause());
    };
  }

  sealed interface Result {
    record Committed() implements Result {}

    /// Nothing was committed, because of these, which never can be; the others are fine.
    record Refused(Map<Completion.Settled, RuntimeException> culprits) implements Result {}

    /// Nothing is known to be committed: what the group has is to be asked.
    record Aborted(KafkaException cause) implements Result {}
  }

  private record Sent(Completion.Settled settled, Future<RecordMetadata> future) {
    /// Adds the record to the refused ones when it is the reason of the abort rather than its victim.
    void refusal(Map<Completion.Settled, RuntimeException> refused) {
      if (future.state() == Future.State.FAILED
          && (future.exceptionNow() instanceof RecordTooLargeException
              || future.exceptionNow() instanceof SerializationException
              || future.exceptionNow() instanceof InvalidTopicException)) {
        refused.put(settled, (RuntimeException) future.exceptionNow());
      }
    }
  }
}
