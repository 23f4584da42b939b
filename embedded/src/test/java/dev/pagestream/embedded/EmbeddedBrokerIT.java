package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
  private static final String TOPIC = "kept";

  @TempDir Path directory;

  @Test
  void topicsOffsetsAndPortSurviveARestart() throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      port = broker.port();
      createTopic(broker.bootstrapServers());
      send(broker.bootstrapServers(), "one");
      assertThat(readAndCommit(broker.bootstrapServers())).containsExactly("one");
      send(broker.bootstrapServers(), "two");
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(broker.port()).isEqualTo(port);
      assertThat(readAndCommit(broker.bootstrapServers())).containsExactly("two");
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    BrokerProcess killed = BrokerProcess.start(directory);
    createTopic(killed.bootstrapServers());
    send(killed.bootstrapServers(), "one");
    killed.kill();

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(readAndCommit(broker.bootstrapServers())).containsExactly("one");
      assertThat(broker.bootstrapServers()).isEqualTo(killed.bootstrapServers());
    }
  }

  @Test
  void aBrokerOfAnotherProcessIsNamedByItsPort() throws Exception {
    BrokerProcess other = BrokerProcess.start(directory);
    try {
      String port = other.bootstrapServers().replaceAll(".*:", "");
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedBroker.start(directory))
          .withMessageContaining("port " + port);
    } finally {
      other.kill();
    }
  }

  @Test
  void topicsAreNotMadeByUsingThem() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = admin(broker.bootstrapServers())) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> send(broker.bootstrapServers(), "lost"))
          .withCauseInstanceOf(TimeoutException.class);
      assertThat(names(admin)).isEmpty();
    }
  }

  @Test
  void aSecondBrokerOnTheDirectoryIsToldThePortOfTheFirst() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedBroker.start(directory))
          .withMessageContaining("already running")
          .withMessageContaining("port " + broker.port());
    }
  }

  @Test
  void aTakenPortIsRefusedByName() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .withMessageContaining("Port " + taken.getLocalPort());
    }
    EmbeddedBroker.start(directory).close();
  }

  private static Admin admin(String servers) {
    return Admin.create(Map.of("bootstrap.servers", servers));
  }

  private static List<String> names(Admin admin) {
    try {
      return List.copyOf(admin.listTopics().names().get(30, TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void createTopic(String servers) throws Exception {
    try (Admin admin = admin(servers)) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void send(String servers, String text)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "max.block.ms", 5_000);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      producer.send(new ProducerRecord<>(TOPIC, text.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private static List<String> readAndCommit(String servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "group.id", "readers",
            "group.protocol", "consumer",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.subscribe(List.of(TOPIC));
      long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < giveUp) {
        List<String> texts = texts(consumer.poll(Duration.ofMillis(500)).records(TOPIC));
        if (!texts.isEmpty()) {
          consumer.commitSync();
          return texts;
        }
      }
      return List.of();
    }
  }

  private static List<String> texts(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<String> texts = new ArrayList<>();
    records.forEach(it -> texts.add(new String(it.value(), StandardCharsets.UTF_8)));
    return texts;
  }
}
