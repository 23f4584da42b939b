package dev.pagestream.assembler;

import dev.pagestream.assembler.finish.FinishHandler;
import dev.pagestream.assembler.finish.FinishSettings;
import dev.pagestream.assembler.join.JoinSettings;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.Ordering;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.Topology;

/// The assembler: the joins and the finisher in one process.
public final class AssemblerService implements Service {
  private static final String FINISHER = "finisher";
  private static final int BATCH_BYTES = 256 << 10;

  /// A finisher that dies in a commit and never comes back holds up readers that long.
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  private final JoinStreams joins;
  private final WindowedConsumer finisher;
  private final Closer closer;
  private final CountDownLatch ended = new CountDownLatch(1);

  private AssemblerService(JoinStreams joins, WindowedConsumer finisher, Closer closer) {
    this.joins = joins;
    this.finisher = finisher;
    this.closer = closer;
  }

  /// Builds and starts the service.
  ///
  /// @throws IllegalArgumentException when the configuration contradicts itself
  public static AssemblerService create(AssemblerConfig config, MeterRegistry meters) {
    TopicCatalog topics = topics(config.topics());
    Closer closer = new Closer();
    try {
      BlobStore blobs = closer.register(BlobStores.open(config.blobs(), 2 * config.maxInFlight()));
      EventCodec codec =
          closer.register(RegistryEventCodec.create(config.registry().serdeProperties()));

      JoinSettings joinSettings =
          new JoinSettings(config.deadlineGrace(), config.headerRetention());
      Topology topology = AssemblerTopology.build(topics, codec, joinSettings, meters);
      JoinStreams joins =
          closer.register(JoinStreams.start(topology, StreamsSettings.of(config, topics)));

      WindowSettings window = window(config, topics);
      FinishSettings finishSettings =
          new FinishSettings(
              window.maxAttempts(),
              config.finisherMemory().bytes(),
              config.maxEmbeddedImages().bytes(),
              config.maxChunks(),
              config.maxChunkBytes().bytes(),
              config.eventSource(),
              config.spoolDirectory());
      finishSettings.removeLeftovers();
      FinishHandler handler =
          new FinishHandler(topics, codec, blobs, finishSettings, InstantSource.system(), meters);
      WindowedConsumer finisher =
          closer.register(
              new WindowedConsumer(
                  kafka(config.kafka().settings()),
                  window,
                  handler,
                  handler.deadLetters(),
                  meters));
      finisher.start();

      AssemblerService service = new AssemblerService(joins, finisher, closer);
      service.watch("joins-watch", joins::awaitTermination);
      service.watch("finisher-watch", finisher::awaitTermination);
      return service;
    } catch (RuntimeException e) {
      closer.close();
      throw e;
    }
  }

  /// The chunks of a document go in one transaction, tens of thousands of records: in large
  /// batches, and with more time than the results of other stages. The operator's settings win.
  private static KafkaSettings kafka(KafkaSettings configured) {
    Map<String, String> properties = new HashMap<>();
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    properties.putAll(configured.properties());
    return new KafkaSettings(configured.bootstrapServers(), properties);
  }

  private static WindowSettings window(AssemblerConfig config, TopicCatalog topics) {
    String group = topics.group(FINISHER);
    return WindowSettings.of(
            topics.documentsReady(), group, group + "." + config.instanceId(), config.window())
        .withMaxInFlight(config.maxInFlight())
        .withOrdering(Ordering.BY_KEY); // Revisions of a document build on each other.
  }

  private static TopicCatalog topics(TopicsConfig config) {
    TopicSizing sizing =
        new TopicSizing(
            config.joinPartitions(),
            config.pagePartitions(),
            config.lanePartitions(),
            config.replicationFactor());
    return new TopicCatalog(config.prefix(), sizing, config.queues(), config.lanes());
  }

  private interface Waiting {
    void await() throws InterruptedException;
  }

  /// One part that ended by itself ends the service: whoever runs it starts it again.
  private void watch(String name, Waiting part) {
    Thread _ =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                part.await();
                ended.countDown();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Override
  public Optional<String> notReady() {
    if (!finisher.healthy()) {
      return Optional.of("the finisher has stopped");
    }
    return joins
        .notReady()
        .or(() -> finisher.waitingFor().map(dependency -> "the finisher waits for " + dependency));
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closer.close();
  }
}
