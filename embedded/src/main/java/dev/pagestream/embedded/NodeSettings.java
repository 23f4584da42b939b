package dev.pagestream.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of a single node that is both broker and controller.
final class NodeSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String BROKER_LISTENER = "PLAINTEXT";
  private static final int MESSAGE_BYTES = 16 << 20;
  private static final int MONTH_MINUTES = 30 * 24 * 60;

  private NodeSettings() {}

  /// As text: Kafka then parses each into the type of its key.
  static Map<String, String> of(Path directory, String host, int port, int controllerPort) {
    return Stream.of(
            listeners(host, port, controllerPort),
            data(directory),
            singleCopy(),
            groups(),
            quickAndSmall())
        .flatMap(part -> part.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toString()));
  }

  private static Map<String, Object> listeners(String host, int port, int controllerPort) {
    String broker = "%s://%s:%d".formatted(BROKER_LISTENER, host, port);
    String controller = "%s://%s:%d".formatted(CONTROLLER_LISTENER, host, controllerPort);
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        NODE_ID,
        "controller.quorum.voters",
        "%d@%s:%d".formatted(NODE_ID, host, controllerPort),
        "listeners",
        broker + "," + controller,
        "advertised.listeners",
        broker,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        BROKER_LISTENER,
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
  }

  private static Map<String, Object> data(Path directory) {
    return Map.of(
        "log.dirs", directory.toString(),
        "auto.create.topics.enable", false,
        "message.max.bytes", MESSAGE_BYTES,
        "replica.fetch.max.bytes", MESSAGE_BYTES,
        "replica.fetch.response.max.bytes", MESSAGE_BYTES);
  }

  private static Map<String, Object> singleCopy() {
    return Map.of(
        "offsets.topic.replication.factor", 1,
        "offsets.topic.num.partitions", 1,
        "transaction.state.log.replication.factor", 1,
        "transaction.state.log.min.isr", 1,
        "transaction.state.log.num.partitions", 1,
        "share.coordinator.state.topic.replication.factor", 1,
        "share.coordinator.state.topic.min.isr", 1,
        "share.coordinator.state.topic.num.partitions", 1);
  }

  /// What a killed process held moves on within seconds; a machine switched off for weeks keeps its
  /// place.
  private static Map<String, Object> groups() {
    return Map.ofEntries(
        Map.entry("offsets.retention.minutes", MONTH_MINUTES),
        Map.entry("group.initial.rebalance.delay.ms", 0),
        Map.entry("group.min.session.timeout.ms", 1_000),
        Map.entry("group.consumer.session.timeout.ms", 6_000),
        Map.entry("group.consumer.min.session.timeout.ms", 1_000),
        Map.entry("group.consumer.heartbeat.interval.ms", 1_000),
        Map.entry("group.consumer.min.heartbeat.interval.ms", 100),
        Map.entry("group.streams.session.timeout.ms", 6_000),
        Map.entry("group.streams.min.session.timeout.ms", 1_000),
        Map.entry("group.streams.heartbeat.interval.ms", 1_000),
        Map.entry("group.streams.min.heartbeat.interval.ms", 100),
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000));
  }

  /// A broker that starts after a kill waits for its own old session, so it is short; but a broker
  /// that stands still for longer, on a machine with too much to do, takes itself for dead. Its
  /// partitions have no leader then, and ends of transactions get lost as in [LostMarkers].
  private static Map<String, Object> quickAndSmall() {
    return Map.of(
        "broker.session.timeout.ms", 6_000,
        "broker.heartbeat.interval.ms", 500,
        "log.cleaner.dedupe.buffer.size", 4 << 20,
        "num.network.threads", 2,
        "num.io.threads", 4,
        "num.replica.fetchers", 1);
  }
}
