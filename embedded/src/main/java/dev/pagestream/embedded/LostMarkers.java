package dev.pagestream.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends transactions that Kafka's coordinator holds for ended and a partition does not.
///
/// While a broker starts after a kill, its partitions have no leader for a moment. A coordinator
/// that sends the markers of a transaction decided before the kill takes such a partition for a
/// deleted one, leaves its marker out and writes the transaction down as complete
/// (`TransactionMarkerChannelManager.addTxnMarkersToBrokerQueue` of Kafka 4.3). Nobody ends it
/// then: readers of committed records see nothing behind it, and a group whose offsets are in it
/// never starts. `kafka-transactions.sh find-hanging` shows such a transaction, `abort` ends it;
/// but an abort would take back one part of what is committed in the others. So the marker is sent
/// here as the coordinator should have, with its decision. This has to happen before clients come,
/// whose next transaction replaces the decision.
final class LostMarkers {
  private static final Logger LOG = LoggerFactory.getLogger(LostMarkers.class);
  private static final Duration LIMIT =
      Duration.ofSeconds(90); // A loaded machine needs tens of them.
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MAX_RESPONSE_BYTES = 16 << 20;

  /// Markers of any epoch not older than that of the transaction are taken.
  private static final short VERSION = 1;

  private static final Set<TransactionState> UNDER_WAY =
      EnumSet.of(
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Admin admin;
  private final String host;
  private final int port;
  private final long end = System.nanoTime() + LIMIT.toNanos();

  private LostMarkers(Admin admin, String host, int port) {
    this.admin = admin;
    this.host = host;
    this.port = port;
  }

  /// Blocks until nothing hangs.
  ///
  /// @throws IOException when that cannot be reached within a minute and a half
  static void write(String host, int port) throws IOException {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, host + ":" + port);
    try (Admin admin = Admin.create(settings)) {
      new LostMarkers(admin, host, port).write();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot tell which transactions hang", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking for hanging transactions", e);
    }
  }

  private void write()
      throws ExecutionException, TimeoutException, InterruptedException, IOException {
    awaitDecided();
    Map<TopicPartition, PartitionProducerState> producers = producers();
    Map<Long, TransactionDescription> decided = described(); // After: what began since is ongoing.
    List<TxnMarkerEntry> lost = new ArrayList<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition : producers.entrySet()) {
      for (ProducerState producer : partition.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          lost.addAll(marker(partition.getKey(), producer, decided));
        }
      }
    }
    for (lost = send(lost); !lost.isEmpty(); lost = send(lost)) {
      pause();
    }
  }

  /// Waits until the coordinator has sent what it is about to send.
  private void awaitDecided()
      throws ExecutionException, TimeoutException, InterruptedException, IOException {
    while (listed().stream().anyMatch(transaction -> UNDER_WAY.contains(transaction.state()))) {
      pause();
    }
  }

  private Collection<TransactionListing> listed()
      throws ExecutionException, TimeoutException, InterruptedException {
    return get(admin.listTransactions().all());
  }

  /// What the coordinator has decided, by producer.
  private Map<Long, TransactionDescription> described()
      throws ExecutionException, TimeoutException, InterruptedException {
    List<String> ids = listed().stream().map(TransactionListing::transactionalId).toList();
    Map<Long, TransactionDescription> byProducer = new HashMap<>();
    get(admin.describeTransactions(ids).all())
        .values()
        .forEach(transaction -> byProducer.put(transaction.producerId(), transaction));
    return byProducer;
  }

  private Map<TopicPartition, PartitionProducerState> producers()
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> topics = get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    List<TopicPartition> partitions = new ArrayList<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach((topic, description) ->
            description
                .partitions()
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    return get(admin.describeProducers(partitions).all());
  }

  /// None when the coordinator is going to end it.
  private static List<TxnMarkerEntry> marker(
      TopicPartition partition, ProducerState producer, Map<Long, TransactionDescription> decided) {
    TransactionDescription transaction = decided.get(producer.producerId());
    if (transaction != null && transaction.state() == TransactionState.ONGOING) {
      return List.of();
    }
    boolean committed =
        transaction != null && transaction.state() == TransactionState.COMPLETE_COMMIT;
    int epoch =
        transaction == null
            ? producer.producerEpoch()
            : Math.max(producer.producerEpoch(), transaction.producerEpoch());
    LOG.atWarn()
        .addKeyValue("partition", partition)
        .addKeyValue("producerId", producer.producerId())
        .addKeyValue("committed", committed)
        .log("the end of a transaction was lost in a restart and is written now");
    return List.of(
        new TxnMarkerEntry(
            producer.producerId(),
            (short) epoch,
            producer.coordinatorEpoch().orElse(0),
            committed ? TransactionResult.COMMIT : TransactionResult.ABORT,
            List.of(partition),
            (short) 0));
  }

  /// @return what has to be sent again
  private List<TxnMarkerEntry> send(List<TxnMarkerEntry> markers) throws IOException {
    List<TxnMarkerEntry> again = new ArrayList<>();
    for (TxnMarkerEntry marker : markers) {
      WriteTxnMarkersResponse response = send(marker);
      TopicPartition partition = marker.partitions().getFirst();
      Errors error =
          response
              .errorsByProducerId()
              .getOrDefault(marker.producerId(), Map.of())
              .getOrDefault(partition, Errors.UNKNOWN_SERVER_ERROR);
      switch (error) {
        case NONE -> {
          // Written.
        }
        case NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION, REQUEST_TIMED_OUT ->
            again.add(marker);
        default -> throw new IOException(partition + " refuses a marker: " + error);
      }
    }
    return again;
  }

  /// The admin client has no such request: only brokers send it.
  private WriteTxnMarkersResponse send(TxnMarkerEntry marker) throws IOException {
    RequestHeader header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, VERSION, "lost-markers", 1);
    ByteBuffer request =
        new WriteTxnMarkersRequest.Builder(List.of(marker))
            .build(VERSION)
            .serializeWithHeader(header);
    try (Socket socket = new Socket(host, port);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      out.writeInt(request.remaining());
      out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
      out.flush();
      int length = in.readInt();
      if (length < 0 || length > MAX_RESPONSE_BYTES) {
        throw new IOException("an answer of " + length + " bytes to a marker");
      }
      byte[] response = in.readNBytes(length);
      return (WriteTxnMarkersResponse)
          AbstractResponse.parseResponse(ByteBuffer.wrap(response), header);
    }
  }

  private void pause() throws InterruptedException, IOException {
    if (System.nanoTime() > end) {
      throw new IOException("transactions hang, and do not end within " + LIMIT.toSeconds() + " s");
    }
    Thread.sleep(PAUSE); // Kafka tells nobody when it is done.
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
