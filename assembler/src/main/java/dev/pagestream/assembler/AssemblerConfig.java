package dev.pagestream.assembler;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.TopicsConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;

/// Configuration of the assembler.
public record AssemblerConfig(
    @Doc("Where Kafka is.") KafkaConfig kafka,
    @Doc("Where the schema registry is.") RegistryConfig registry,
    @Doc("Names and sizes of the topics.") TopicsConfig topics,
    @Doc("Where the bytes live.") BlobConfig blobs,
    @Doc("The admin server.") AdminConfig admin,
    @Default(Default.HOST_NAME)
        @Doc(
            "Name of this instance, unique among the running ones and the same after a restart; part of the finisher's transactional id.")
        String instanceId,
    @Default("join-state")
        @Doc(
            "Directory for the state of the joins, of this instance alone. Kept, a restart is quick; lost, it is read again from Kafka.")
        Path stateDirectory,
    @Default("1") @Doc("Threads of the joins in this process, 1 to 64.") int streamThreads,
    @Default("0")
        @Doc(
            "Copies of the joins' state on other instances, so that they take over at once. 0 to 3; needs as many instances more.")
        int standbyReplicas,
    @Default("3") @Doc("Copies of each partition of the joins' own topics in Kafka.")
        int internalReplicationFactor,
    @Default("PT5S")
        @Doc(
            "How long after its deadline a document is still waited for; what failed because of the deadline is reported in this time.")
        Duration deadlineGrace,
    @Default("P30D")
        @Doc(
            "How long a finished document can be replayed. At least as long as dead letters are kept, and longer than any topic of the pipeline.")
        Duration headerRetention,
    @Default("4") @Doc("Documents finished at once per partition of documents.ready, 1 to 1000.")
        int window,
    @Default("8") @Doc("Documents finished at once in this process, at least 1.") int maxInFlight,
    @Default("128MiB")
        @Doc(
            "Memory for the documents being finished, by estimate (128KiB a page). A larger document is finished alone.")
        ByteSize finisherMemory,
    @Default("64MiB")
        @Doc(
            "Most bytes of page objects of a document whose images are embedded. With more, the images are left out and an error says so.")
        ByteSize maxEmbeddedImages,
    @Default("/pagestream")
        @Doc(
            "Where finished documents come from, as CloudEvents' source: a URI reference, best an absolute one, another for each installation.")
        String eventSource,
    @Default("100000")
        @Doc(
            "Most chunks of one document on documents.chunks. Of more, the first go there and an error says so.")
        int maxChunks,
    @Default("64MiB")
        @Doc(
            "Most bytes of one document's chunks on documents.chunks. Of more, the first go there and an error says so. They are held in memory until they are committed, in one transaction, which has thirty seconds (transaction.timeout.ms).")
        ByteSize maxChunkBytes) {
  public AssemblerConfig {
    require(!instanceId.isBlank(), "instanceId", instanceId, "not be empty");
    require(
        streamThreads >= 1 && streamThreads <= 64, "streamThreads", streamThreads, "be 1 to 64");
    require(
        standbyReplicas >= 0 && standbyReplicas <= 3,
        "standbyReplicas",
        standbyReplicas,
        "be 0 to 3");
    require(
        internalReplicationFactor >= 1,
        "internalReplicationFactor",
        internalReplicationFactor,
        "be at least 1");
    require(!deadlineGrace.isNegative(), "deadlineGrace", deadlineGrace, "not be negative");
    require(headerRetention.toMillis() > 0, "headerRetention", headerRetention, "be positive");
    require(window >= 1 && window <= 1000, "window", window, "be 1 to 1000");
    require(maxInFlight >= 1, "maxInFlight", maxInFlight, "be at least 1");
    require(maxChunks >= 1, "maxChunks", maxChunks, "be at least 1");
    require(maxChunkBytes.bytes() >= 1 << 20, "maxChunkBytes", maxChunkBytes, "be at least 1MiB");
    require(
        finisherMemory.bytes() >= 1 << 20, "finisherMemory", finisherMemory, "be at least 1MiB");
    require(isUriReference(eventSource), "eventSource", eventSource, "be a URI reference");
  }

  private static boolean isUriReference(String text) {
    try {
      return !new URI(text).toString().isEmpty();
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// Where the finisher puts large outputs together.
  Path spoolDirectory() {
    return stateDirectory.resolve("outputs");
  }

  private static void require(boolean condition, String field, Object value, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(field + " is " + value + ", must " + rule);
    }
  }
}
