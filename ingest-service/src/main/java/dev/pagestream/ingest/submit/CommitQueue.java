package dev.pagestream.ingest.submit;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that owns a transactional producer and commits what many requests hand in: those
/// waiting at the same time share a transaction. Thread-safe.
///
/// A producer that failed is replaced; taking its transactional id again settles what it left open.
/// Only an instance with the same id ends the queue.
public final class CommitQueue implements CommitLog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommitQueue.class);
  private static final int MAX_WAITING = 1024;
  private static final int MAX_PER_TRANSACTION = 100;

  /// Below the MiB producer and broker take by default: a record they refuse fails the transaction,
  /// and with it the submissions of others.
  static final int MAX_RECORD_BYTES = 900_000;

  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Batch(
      List<ProducerRecord<byte[], byte[]>> records, CompletableFuture<Void> committed) {}

  private final Map<String, Object> properties;
  private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private @Nullable KafkaProducer<byte[], byte[]> producer; // Confined to the thread.
  private volatile Optional<String> notReady = Optional.of("submit log is connecting to Kafka");

  public CommitQueue(KafkaSettings kafka, String transactionalId) {
    this.properties = properties(kafka, transactionalId);
    this.thread = Thread.ofPlatform().name("submit-commit").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Why nothing can be committed now; empty when it can.
  public Optional<String> notReady() {
    return notReady;
  }

  /// Completes when the thread has ended, exceptionally when another instance took its id.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /// @throws RefusedException when a record is too large to be sent
  @Override
  public void commit(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
    records.forEach(CommitQueue::checkSize);
    Batch batch = new Batch(List.copyOf(records), new CompletableFuture<>());
    if (closing.getCount() == 0 || ended.isDone() || !waiting.offer(batch)) {
      throw new SubmitUnavailableException("the submit log is full or closed");
    }
    try {
      batch.committed.get(COMMIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SubmitUnavailableException("not committed within " + COMMIT_LIMIT, e);
    } catch (ExecutionException e) {
      throw new SubmitUnavailableException("not committed", e);
    }
  }

  private static void checkSize(ProducerRecord<byte[], byte[]> record) {
    int bytes = record.value().length;
    for (Header header : record.headers()) {
      bytes += header.value().length;
    }
    if (bytes > MAX_RECORD_BYTES) {
      throw RefusedException.policy(
          "Options, url and headers of one source have "
              + bytes
              + " bytes together, the limit is "
              + MAX_RECORD_BYTES
              + ".");
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        KafkaProducer<byte[], byte[]> ready = connected();
        Batch first = ready == null ? null : waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (ready != null && first != null) {
          commit(ready, first);
        }
      }
      ended.complete(null);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      ended.complete(null);
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      notReady = Optional.of("another instance uses the same instanceId");
      log.atError().setCause(e).log("submit log fenced: another instance uses the same instanceId");
      ended.completeExceptionally(e);
    } catch (RuntimeException e) {
      notReady = Optional.of("submit log has failed");
      log.atError().setCause(e).log("submit log has failed");
      ended.completeExceptionally(e);
    } finally {
      disconnect();
      refuseWaiting();
    }
  }

  private @Nullable KafkaProducer<byte[], byte[]> connected() throws InterruptedException {
    if (producer != null) {
      return producer;
    }
    KafkaProducer<byte[], byte[]> fresh = new KafkaProducer<>(properties);
    producer = fresh;
    try {
      fresh.initTransactions();
      notReady = Optional.empty();
      return fresh;
    } catch (KafkaException e) {
      failed(e);
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    }
  }

  private void commit(KafkaProducer<byte[], byte[]> ready, Batch first) {
    List<Batch> batches = new ArrayList<>(List.of(first));
    waiting.drainTo(batches, MAX_PER_TRANSACTION - 1);
    try {
      ready.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record :
          batches.stream().flatMap(batch -> batch.records.stream()).toList()) {
        var _ = ready.send(record); // A failed send fails the commit.
      }
      ready.commitTransaction();
      batches.forEach(batch -> batch.committed.complete(null));
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      batches.forEach(batch -> batch.committed.completeExceptionally(e));
      throw e;
    } catch (KafkaException e) {
      batches.forEach(batch -> batch.committed.completeExceptionally(e));
      failed(e);
    }
  }

  private void failed(KafkaException e) {
    log.atWarn()
        .addKeyValue(LogKeys.DEPENDENCY, "kafka")
        .addKeyValue(LogKeys.REASON, e.toString())
        .log("submit log lost its producer");
    notReady = Optional.of("submit log cannot reach Kafka");
    disconnect();
  }

  private void disconnect() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void refuseWaiting() {
    List<Batch> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(batch ->
        batch.committed.completeExceptionally(
            new SubmitUnavailableException("the submit log is closed")));
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(COMMIT_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    refuseWaiting();
  }

  private static Map<String, Object> properties(KafkaSettings kafka, String transactionalId) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd",
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000));
    all.putAll(kafka.properties());
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return Map.copyOf(all);
  }
}
