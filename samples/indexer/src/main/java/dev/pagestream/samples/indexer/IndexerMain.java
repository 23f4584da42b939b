package dev.pagestream.samples.indexer;

import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// Runs the indexer until it is stopped (SIGTERM, Ctrl-C).
public final class IndexerMain {
  private static final String USAGE =
      "usage: IndexerMain BOOTSTRAP_SERVERS REGISTRY_URL JDBC_URL [BLOB_DIRECTORY]";

  private IndexerMain() {}

  public static void main(String[] args) throws SQLException {
    if (args.length < 3 || args.length > 4) {
      throw new IllegalArgumentException(USAGE);
    }
    Optional<Path> blobs = args.length == 4 ? Optional.of(Path.of(args[3])) : Optional.empty();
    try (EventCodec codec = RegistryEventCodec.create(Map.of("schema.registry.url", args[1]));
        SqlDocumentIndex index = SqlDocumentIndex.open(args[2]);
        Indexer indexer =
            new Indexer(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    args[0],
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "sample-indexer"),
                TopicCatalog.of(TopicSizing.CLUSTER).documentsFinished(),
                codec,
                new MarkdownSource(blobs),
                index)) {
      Thread running = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(indexer, running), "stop"));
      indexer.run();
    }
  }

  /// The process ends when its hooks have: this one waits until the index is closed.
  private static void stop(Indexer indexer, Thread running) {
    indexer.close();
    try {
      running.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
