package dev.pagestream.benchmarks;

import dev.pagestream.assembler.AssemblerMain;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.topics.TopicSizing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What documents of 100 to 10,000 pages with two pictures each cost an assembler with a heap of
/// [#HEAP]: processor time, state and memory, from the first event of a document to its finished
/// record.
///
/// Run by `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
public final class AssemblyScale {
  static final String HEAP = "512m";

  private static final int[] PAGES = {100, 300, 1_000, 3_000, 10_000};
  private static final int WARM_UPS = 6;
  private static final int WARM_UP_PAGES = 500;

  /// So many pages are measured of each size, in as many documents as that takes.
  private static final int LEAST_PAGES = 3_000;

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final List<String> FORMATS = List.of("md", "json", "html", "chunks");
  private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");

  private AssemblyScale() {}

  /// One document, or the mean of several of one size.
  ///
  /// @param cpuMillis of the assembler's process
  /// @param stateBytes that the joins wrote to their changelogs
  /// @param heapMb most in use after a collection
  /// @param outputBytes of all formats
  record Size(
      int pages, double seconds, double cpuMillis, long stateBytes, long heapMb, long outputBytes) {
    static Size mean(List<Size> documents) {
      return new Size(
          documents.getFirst().pages(),
          documents.stream().mapToDouble(Size::seconds).average().orElseThrow(),
          documents.stream().mapToDouble(Size::cpuMillis).average().orElseThrow(),
          (long) documents.stream().mapToLong(Size::stateBytes).average().orElseThrow(),
          documents.stream().mapToLong(Size::heapMb).max().orElseThrow(),
          (long) documents.stream().mapToLong(Size::outputBytes).average().orElseThrow());
    }
  }

  /// @param args directory for `benchmarks-assembler.md` and the picture
  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[0]));
    Path directory = Files.createTempDirectory("assembly-scale-");
    List<Size> sizes = new ArrayList<>();
    try (KafkaCluster kafka = KafkaCluster.start()) {
      TestSystem system = TestSystem.create(kafka);
      Path collections = directory.resolve("gc.log");
      try (ChildProcess assembler = start(system, directory, collections);
          Run run = new Run(system, assembler, directory, collections)) {
        assembler.awaitLine(".*ready.*", LIMIT);
        for (int i = 0; i < WARM_UPS; i++) {
          run.document("warm-up-" + i, WARM_UP_PAGES);
        }
        for (int pages : PAGES) {
          List<Size> documents = new ArrayList<>();
          for (int i = 0; i < Math.max(1, LEAST_PAGES / pages); i++) {
            documents.add(run.document("survey-" + pages + "-" + i, pages));
          }
          sizes.add(Size.mean(documents));
          System.out.println(sizes.getLast());
        }
      }
    }
    new AssemblyScaleReport(sizes).write(out);
  }

  private static ChildProcess start(TestSystem system, Path directory, Path collections) {
    TopicSizing sizing = system.catalog().sizing();
    return ChildProcess.start(
        "assembler",
        ChildProcess.Launch.of(AssemblerMain.class)
            .withHeap(HEAP)
            .withJvmArgs("-XX:TieredStopAtLevel=4", "-Xlog:gc:file=" + collections)
            .withEnvironment(
                Map.ofEntries(
                    Map.entry("PAGESTREAM_INSTANCE_ID", "scale"),
                    Map.entry("PAGESTREAM_KAFKA__BOOTSTRAP_SERVERS", system.bootstrapServers()),
                    Map.entry("PAGESTREAM_REGISTRY__URL", system.registryUrl()),
                    Map.entry("PAGESTREAM_TOPICS__PREFIX", system.prefix()),
                    Map.entry(
                        "PAGESTREAM_TOPICS__JOIN_PARTITIONS", Integer.toString(sizing.joins())),
                    Map.entry(
                        "PAGESTREAM_TOPICS__PAGE_PARTITIONS", Integer.toString(sizing.pages())),
                    Map.entry(
                        "PAGESTREAM_TOPICS__LANE_PARTITIONS", Integer.toString(sizing.lane())),
                    Map.entry("PAGESTREAM_TOPICS__REPLICATION_FACTOR", "1"),
                    Map.entry("PAGESTREAM_INTERNAL_REPLICATION_FACTOR", "1"),
                    Map.entry("PAGESTREAM_BLOBS__DIRECTORY", directory.resolve("blobs").toString()),
                    Map.entry("PAGESTREAM_STATE_DIRECTORY", directory.resolve("state").toString()),
                    Map.entry("PAGESTREAM_ADMIN__PORT", "0"))));
  }

  /// Sends documents, one after the other.
  private static final class Run implements AutoCloseable {
    private final TestSystem system;
    private final ProcessHandle process;
    private final Path collections;
    private final BlobStore blobs;
    private final EventCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private int documents;

    Run(TestSystem system, ChildProcess assembler, Path directory, Path collections) {
      this.system = system;
      this.process = ProcessHandle.of(assembler.pid()).orElseThrow();
      this.collections = collections;
      this.blobs = BlobStores.files(directory.resolve("blobs"));
      this.codec = system.codec();
      this.producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  system.bootstrapServers(),
                  ProducerConfig.LINGER_MS_CONFIG,
                  20),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }

    Size document(String name, int pages) throws Exception {
      LargeDocument document = new LargeDocument(name, pages);
      Duration cpu = process.info().totalCpuDuration().orElseThrow();
      long state = changelogBytes();
      int collected = Files.readAllLines(collections).size();
      Instant begin = Instant.now();

      Instant deadline = begin.plus(LIMIT);
      send(
          system.catalog().documentsAccepted(),
          document,
          deadline,
          document.accepted(deadline, FORMATS));
      document.make(
          blobs,
          page -> send(system.catalog().pagesAnalyzed(), document, deadline, page),
          result -> send(system.catalog().visionResults(), document, deadline, result));
      producer.flush();
      DocumentFinished finished = finished(document);

      Duration spent = process.info().totalCpuDuration().orElseThrow().minus(cpu);
      return new Size(
          pages,
          Duration.between(begin, Instant.now()).toMillis() / 1e3,
          spent.toNanos() / 1e6,
          changelogBytes() - state,
          mostAfterCollection(collected),
          finished.getOutputs().stream().mapToLong(output -> output.getBytes()).sum());
    }

    private DocumentFinished finished(LargeDocument document) {
      documents++;
      List<TopicEvent<DocumentFinished>> all =
          new TopicReader(system.bootstrapServers(), codec)
              .read(system.catalog().documentsFinished(), DocumentFinished.class, documents, LIMIT);
      DocumentFinished finished =
          all.stream()
              .map(TopicEvent::value)
              .filter(event -> event.getOrigin().getDocumentId().equals(document.documentId()))
              .findFirst()
              .orElseThrow();
      if (finished.getOutcome() != DocumentOutcome.SUCCESS) {
        throw new IllegalStateException(finished.getErrors().toString());
      }
      return finished;
    }

    private void send(
        String topic, LargeDocument document, Instant deadline, SpecificRecord event) {
      EventHeaders headers =
          EventHeaders.of(document.documentId(), "default", "default").withDeadline(deadline);
      Future<RecordMetadata> _ =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  null,
                  document.documentId().getBytes(StandardCharsets.UTF_8),
                  codec.encode(topic, event),
                  headers.toHeaders()));
    }

    private long changelogBytes() throws Exception {
      try (Admin admin = system.admin()) {
        List<Integer> brokers =
            admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
        long bytes = 0;
        for (Map<String, LogDirDescription> directories :
            admin.describeLogDirs(brokers).allDescriptions().get().values()) {
          for (LogDirDescription directory : directories.values()) {
            bytes +=
                directory.replicaInfos().entrySet().stream()
                    .filter(replica -> replica.getKey().topic().endsWith("-changelog"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
          }
        }
        return bytes;
      }
    }

    private long mostAfterCollection(int from) throws IOException {
      return Files.readAllLines(collections).stream()
          .skip(from)
          .map(AFTER_COLLECTION::matcher)
          .filter(Matcher::find)
          .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
          .max()
          .orElse(0);
    }

    @Override
    public void close() {
      producer.close();
      codec.close();
      blobs.close();
    }
  }
}
