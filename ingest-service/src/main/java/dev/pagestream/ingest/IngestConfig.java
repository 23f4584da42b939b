package dev.pagestream.ingest;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.topics.TopicCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Configuration of the ingest service: REST API and splitter.
public record IngestConfig(
    @Doc("Where Kafka is.") KafkaConfig kafka,
    @Doc("Where the schema registry is.") RegistryConfig registry,
    @Doc("Names and sizes of the topics.") TopicsConfig topics,
    @Doc("Where the bytes live.") BlobConfig blobs,
    @Doc("The admin server.") AdminConfig admin,
    @Doc("The REST API.") HttpConfig http,
    @Default(Default.HOST_NAME)
        @Doc(
            "Name of this instance, unique among the running ones and the same after a restart; part of the transactional ids.")
        String instanceId,
    @Default("false")
        @Doc("Allow requests that need a remote model. Also DOCLING_SERVE_ENABLE_REMOTE_SERVICES.")
        boolean enableRemoteServices,
    @Doc(
            "Profiles for pictures by name: own ones, and changes of built-in ones; `default` is used when a request names none.")
        Map<String, ProfileConfig> profiles,
    @Doc("Profiles for charts by name, over the built-in granite-vision and granite-vision-v4.")
        Map<String, ProfileConfig> chartProfiles,
    @Doc(
            "Profiles for whole pages by name, over the built-in ones; `default` is used when a request names none.")
        Map<String, ProfileConfig> pageProfiles,
    @Default(TopicCatalog.ADHOC_LANE) @Doc("Lane of profiles that name none.") String defaultLane,
    @Default("http://localhost:11434/v1/chat/completions")
        @Doc(
            "Endpoint of profiles on the ad-hoc lane that name none; docling's default, a local Ollama.")
        String defaultUrl,
    @Default("*")
        @Doc(
            "Hosts that requests may name as endpoints: `host`, `host:port`, `*.domain`, or `*` for any.")
        List<String> allowedEndpoints,
    @Default("false")
        @Doc(
            "Allow picture_description_custom_config and vlm_pipeline_custom_config. Also DOCLING_SERVE_ALLOW_CUSTOM_PICTURE_DESCRIPTION_CONFIG.")
        boolean allowCustomConfig,
    @Doc(
            "Key that seals request headers, 32 bytes in Base64; the same for all services. Without it such headers are refused.")
        Optional<Secret> secretsKey,
    @Default("3") @Doc("Sources in one request, at least 1.") int maxSourcesPerRequest,
    @Default("512MiB") @Doc("Size of one source.") ByteSize maxFileBytes,
    @Default("2GiB") @Doc("Size of one request.") ByteSize maxRequestBytes,
    @Default("P7D") @Doc("Largest document_timeout a request may ask for.")
        Duration maxDocumentTimeout,
    @Default("PT4H")
        @Doc("Time from admission to the finished document when the request names none.")
        Duration defaultDocumentTimeout,
    @Default("P7D") @Doc("How long a finished task is answered for; its blobs live longer.")
        Duration resultTtl,
    @Default("data/ingest")
        @Doc(
            "Directory of this instance for the status store and for files on their way; not shared.")
        Path stateDirectory,
    @Doc("The splitter.") SplitterConfig splitter) {
  public IngestConfig {
    profiles = Map.copyOf(profiles);
    chartProfiles = Map.copyOf(chartProfiles);
    pageProfiles = Map.copyOf(pageProfiles);
    allowedEndpoints = List.copyOf(allowedEndpoints);
    require(
        maxSourcesPerRequest >= 1,
        "maxSourcesPerRequest is " + maxSourcesPerRequest + ", must be at least 1");
    require(maxFileBytes.bytes() >= 1, "maxFileBytes is " + maxFileBytes + ", must be at least 1");
    require(
        maxRequestBytes.bytes() >= maxFileBytes.bytes(),
        "maxRequestBytes is "
            + maxRequestBytes
            + ", must be at least maxFileBytes, "
            + maxFileBytes);
    positive("maxDocumentTimeout", maxDocumentTimeout);
    positive("defaultDocumentTimeout", defaultDocumentTimeout);
    positive("resultTtl", resultTtl);
    require(
        defaultDocumentTimeout.compareTo(maxDocumentTimeout) <= 0,
        "defaultDocumentTimeout is "
            + defaultDocumentTimeout
            + ", must be at most maxDocumentTimeout, "
            + maxDocumentTimeout);
  }

  /// The same with what is switched on elsewhere.
  IngestConfig withSwitches(boolean remoteServices, boolean customConfig) {
    return new IngestConfig(
        kafka,
        registry,
        topics,
        blobs,
        admin,
        http,
        instanceId,
        enableRemoteServices || remoteServices,
        profiles,
        chartProfiles,
        pageProfiles,
        defaultLane,
        defaultUrl,
        allowedEndpoints,
        allowCustomConfig || customConfig,
        secretsKey,
        maxSourcesPerRequest,
        maxFileBytes,
        maxRequestBytes,
        maxDocumentTimeout,
        defaultDocumentTimeout,
        resultTtl,
        stateDirectory,
        splitter);
  }

  /// Where the API listens.
  public record HttpConfig(
      @Default("127.0.0.1") @Doc("Address to listen on.") String host,
      @Default("5001") @Doc("Port; 0 takes a free one.") int port,
      @Default("16") @Doc("Submissions taken in at once; more are told to come back.")
          int maxConcurrentSubmits,
      @Default("1000") @Doc("Long polls parked at once; more are answered without waiting.")
          int maxWaitingPolls) {
    public HttpConfig {
      require(port >= 0 && port <= 65535, "http.port is " + port + ", must be 0 to 65535");
      require(
          maxConcurrentSubmits >= 1,
          "http.maxConcurrentSubmits is " + maxConcurrentSubmits + ", must be at least 1");
      require(
          maxWaitingPolls >= 0,
          "http.maxWaitingPolls is " + maxWaitingPolls + ", must not be negative");
    }
  }

  /// The splitter role.
  public record SplitterConfig(
      @Default("true")
          @Doc("Run the splitter in this process. Off where it runs as a process of its own.")
          boolean enabled,
      @Default("4") @Doc("Documents opened at once.") int maxInFlight,
      @Default("20000") @Doc("Pages of one document.") int maxPages,
      @Default("100000000") @Doc("Pixels of one image source.") long maxImagePixels,
      @Default("2000") @Doc("Pages waiting in pages.tasks above which no document is admitted.")
          long maxPageLag,
      @Default("false")
          @Doc("Allow URL sources that resolve to private, link-local or loopback addresses.")
          boolean allowPrivateAddresses,
      @Default("PT5M") @Doc("Limit of fetching one URL source, its redirects included.")
          Duration fetchTimeout,
      @Default("16")
          @Doc("URL sources fetched at once; a document waiting for its URL is not yet opened.")
          int maxFetches) {
    public SplitterConfig {
      require(maxInFlight >= 1, "splitter.maxInFlight is " + maxInFlight + ", must be at least 1");
      require(maxPages >= 1, "splitter.maxPages is " + maxPages + ", must be at least 1");
      require(
          maxImagePixels >= 1,
          "splitter.maxImagePixels is " + maxImagePixels + ", must be at least 1");
      require(maxPageLag >= 1, "splitter.maxPageLag is " + maxPageLag + ", must be at least 1");
      positive("splitter.fetchTimeout", fetchTimeout);
      require(maxFetches >= 1, "splitter.maxFetches is " + maxFetches + ", must be at least 1");
    }

    /// The splitter with everything at its default.
    public static SplitterConfig defaults() {
      return new SplitterConfig(
          true, 4, 20_000, 100_000_000, 2_000, false, Duration.ofMinutes(5), 16);
    }
  }

  private static void positive(String name, Duration duration) {
    require(
        !duration.isNegative() && !duration.isZero(),
        name + " is " + duration + ", must be positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
