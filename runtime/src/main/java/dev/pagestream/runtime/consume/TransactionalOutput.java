package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends results and progress in transactions, each open only while it is committed. Confined to
/// the loop thread, but for [#producer].
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

  /// Fences the producer of this instance's former life and ends the transaction it left open.
  /// Waits for Kafka.
  ///
  /// @return false when stopped before Kafka answered
  boolean initialise() {
    while (!stopping.getAsBoolean()) {
      try {
        producer.initTransactions();
        return true;
      } catch (RetriableException e) {
        log.atWarn()
            .addKeyValue(LogKeys.REASON, e.getMessage())
            .log("Kafka does not answer, trying again");
      }
    }
    return false;
  }

  /// Commits the results and the progress, or nothing.
  ///
  /// @throws KafkaException when this producer is of no more use to the process
  Result commit(
      List<Completion.Settled> batch,
      Map<TopicPartition, OffsetAndMetadata> progress,
      ConsumerGroupMetadata group) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      producer.beginTransaction();
      for (Completion.Settled settled : batch) {
        for (ProducerRecord<byte[], byte[]> output : settled.outputs()) {
          sent.add(producer.send(output));
        }
      }
      producer.sendOffsetsToTransaction(progress, group);
      return commitOpen();
    } catch (KafkaException | IllegalArgumentException e) {
      if (isFatal(e)) {
        throw e;
      }
      if (isExpired(e)) {
        renew();
        return new Result.Unknown(e);
      }
      if (!abort()) {
        return new Result.Unknown(e);
      }
      return sent.stream()
          .flatMap(future -> failure(future).stream())
          .filter(TransactionalOutput::isOfRecord)
          .findFirst()
          .<Result>map(Result.Refused::new)
          .orElseGet(() -> isOfRecord(e) ? new Result.Refused(e) : new Result.Undone(e));
    }
  }

  /// Ends without waiting: a transaction is never left open between commits.
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /// A commit that timed out may have happened: it must be tried again, it cannot be aborted any
  /// more.
  private Result commitOpen() {
    for (int attempt = 1; ; attempt++) {
      try {
        producer.commitTransaction();
        return new Result.Committed();
      } catch (TimeoutException e) {
        if (attempt == COMMIT_TRIES) {
          renew();
          return new Result.Unknown(e);
        }
      }
    }
  }

  /// @return whether it is certain that nothing was committed
  private boolean abort() {
    try {
      producer.abortTransaction();
      return true;
    } catch (KafkaException | IllegalStateException e) {
      if (isFatal(e)) {
        throw e;
      }
      log.atWarn()
          .addKeyValue(LogKeys.REASON, e.toString())
          .log("abort failed, producer is made anew");
      renew();
      return false;
    }
  }

  /// A new producer of the same id makes the broker finish what the old one left open, one way or
  /// the other.
  private void renew() {
    producer.close(Duration.ZERO);
    producer = factory.get();
    initialise();
  }

  private static boolean isFatal(Throwable e) {
    return switch (e) {
      case ProducerFencedException _,
          OutOfOrderSequenceException _,
          AuthorizationException _,
          AuthenticationException _,
          UnsupportedVersionException _,
          InterruptException _ ->
          true;
      default -> e.getCause() != null && isFatal(e.getCause());
    };
  }

  /// The broker forgets a transactional id that was idle for a week
  /// (`transactional.id.expiration.ms`); a new producer registers it again.
  private static boolean isExpired(Throwable e) {
    return e instanceof InvalidPidMappingException
        || (e.getCause() != null && isExpired(e.getCause()));
  }

  /// Whether a record is to blame, which would fail again. It need not be the one whose future
  /// tells so: records that were not sent yet are given the same error.
  private static boolean isOfRecord(Throwable e) {
    return e instanceof RecordTooLargeException
        || e instanceof SerializationException
        || e instanceof InvalidTopicException
        || e instanceof IllegalArgumentException;
  }

  private static Optional<RuntimeException> failure(Future<RecordMetadata> future) {
    boolean failed = future.state() == Future.State.FAILED;
    return failed && future.exceptionNow() instanceof RuntimeException e
        ? Optional.of(e)
        : Optional.empty();
  }

  sealed interface Result {
    record Committed() implements Result {}

    /// Nothing was committed, because one of the results can never be.
    record Refused(RuntimeException cause) implements Result {}

    /// Nothing was committed, for a reason that may pass.
    record Undone(RuntimeException cause) implements Result {}

    /// It may be committed or not: what the group has is to be asked.
    record Unknown(RuntimeException cause) implements Result {}
  }
}
