package dev.pagestream.ingest;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.blobstore.S3Settings;
import dev.pagestream.ingest.options.Preset;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Makes the parts' settings from configuration.
final class Wiring {
  private static final int BLOB_CONNECTIONS = 32;

  private Wiring() {}

  static TopicCatalog topics(TopicsConfig topics) {
    TopicSizing sizing =
        new TopicSizing(
            topics.joinPartitions(),
            topics.pagePartitions(),
            topics.lanePartitions(),
            topics.replicationFactor());
    return new TopicCatalog(topics.prefix(), sizing, topics.queues(), topics.lanes());
  }

  static BlobStore blobs(BlobConfig blobs) {
    return switch (blobs.kind()) {
      case FILES -> BlobStores.files(blobs.directory());
      case S3 ->
          BlobStores.s3(
              new S3Settings(
                  blobs.bucket(),
                  blobs.endpoint(),
                  blobs.region(),
                  blobs.accessKey(),
                  blobs.secretKey().map(Secret::value),
                  blobs.pathStyle(),
                  BLOB_CONNECTIONS));
    };
  }

  static Map<String, Object> admin(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>(kafka.properties());
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return all;
  }

  static Map<String, Preset> presets(IngestConfig config, TopicCatalog topics) {
    Map<String, Preset> presets = new HashMap<>();
    config
        .presets()
        .forEach((name, preset) -> {
          if (!topics.lanes().contains(preset.lane())) {
            throw new IllegalArgumentException(
                "presets."
                    + name
                    + ".lane is "
                    + preset.lane()
                    + ", must be one of "
                    + topics.lanes());
          }
          if (preset.apiKey().isPresent() && config.secretsKey().isEmpty()) {
            throw new IllegalArgumentException(
                "presets." + name + ".apiKey is set, which needs secretsKey");
          }
          presets.put(name, preset.preset());
        });
    return Map.copyOf(presets);
  }
}
