package dev.pagestream.standalone;

import dev.pagestream.assembler.AssemblerMain;
import dev.pagestream.ingest.IngestMain;
import dev.pagestream.pageworker.PageWorkerMain;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.topics.TopicSizing;
import dev.pagestream.vlm.VlmWorkerMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The four services as processes of their own, over the test's Kafka and one blob directory.
final class Cluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final TestSystem system;
  private final Path directory;
  private final Deque<ChildProcess> processes = new ArrayDeque<>();
  private int apiPort;

  Cluster(TestSystem system, Path directory) {
    this.system = system;
    this.directory = directory;
  }

  /// The roles a process can have.
  enum Role {
    INGEST(IngestMain.class),
    PAGE_WORKER(PageWorkerMain.class),
    VLM_WORKER(VlmWorkerMain.class),
    ASSEMBLER(AssemblerMain.class);

    private final Class<?> mainClass;

    Role(Class<?> mainClass) {
      this.mainClass = mainClass;
    }
  }

  /// Starts a process; it may not be ready yet.
  ChildProcess start(Role role, String instance) throws IOException {
    return start(role, instance, role.mainClass);
  }

  /// The same with another main class than the role's own.
  ChildProcess start(Role role, String instance, Class<?> mainClass) throws IOException {
    Map<String, String> environment = new HashMap<>(shared(instance));
    environment.putAll(own(role, instance));
    ChildProcess process =
        ChildProcess.start(
            instance,
            ChildProcess.Launch.of(mainClass).withHeap("256m").withEnvironment(environment));
    processes.push(process);
    return process;
  }

  void awaitReady(ChildProcess process) throws InterruptedException {
    process.awaitLine(".*ready.*", START_LIMIT);
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + apiPort);
  }

  Path blobs() {
    return directory.resolve("blobs");
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }

  private Map<String, String> shared(String instance) {
    TopicSizing sizing = system.catalog().sizing();
    return Map.ofEntries(
        Map.entry("PAGESTREAM_INSTANCE_ID", instance),
        Map.entry("PAGESTREAM_KAFKA__BOOTSTRAP_SERVERS", system.bootstrapServers()),
        Map.entry("PAGESTREAM_REGISTRY__URL", system.registryUrl()),
        Map.entry("PAGESTREAM_TOPICS__PREFIX", system.prefix()),
        Map.entry("PAGESTREAM_TOPICS__JOIN_PARTITIONS", Integer.toString(sizing.joins())),
        Map.entry("PAGESTREAM_TOPICS__PAGE_PARTITIONS", Integer.toString(sizing.pages())),
        Map.entry("PAGESTREAM_TOPICS__LANE_PARTITIONS", Integer.toString(sizing.lane())),
        Map.entry("PAGESTREAM_TOPICS__REPLICATION_FACTOR", "1"),
        Map.entry("PAGESTREAM_BLOBS__DIRECTORY", blobs().toString()),
        Map.entry("PAGESTREAM_ADMIN__PORT", "0"));
  }

  private Map<String, String> own(Role role, String instance) throws IOException {
    Path state = directory.resolve(instance);
    return switch (role) {
      case INGEST -> {
        apiPort = freePort();
        yield Map.of(
            "PAGESTREAM_HTTP__PORT", Integer.toString(apiPort),
            "PAGESTREAM_ENABLE_REMOTE_SERVICES", "true",
            "PAGESTREAM_STATE_DIRECTORY", state.toString());
      }
      case PAGE_WORKER -> Map.of("PAGESTREAM_SOURCE_CACHE_DIRECTORY", state.toString());
      case VLM_WORKER -> Map.of();
      case ASSEMBLER ->
          Map.of(
              "PAGESTREAM_STATE_DIRECTORY",
              state.toString(),
              "PAGESTREAM_INTERNAL_REPLICATION_FACTOR",
              "1");
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
