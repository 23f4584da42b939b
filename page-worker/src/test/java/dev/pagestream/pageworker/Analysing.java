package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.image;
import static dev.pagestream.pageworker.PdfFixture.paragraph;
import static dev.pagestream.pageworker.PdfFixture.text;
import static dev.pagestream.pageworker.SampleTasks.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.pageworker.classify.LabelSet;
import dev.pagestream.pageworker.classify.PictureClassifiers;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.LocalFiles;
import dev.pagestream.pageworker.source.OpenSources;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.schema.PageTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/// A page handler over a registry and files, and sources for it.
final class Analysing implements AutoCloseable {
  static final TopicCatalog TOPICS = TopicCatalog.of(TopicSizing.LOCAL);
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  final ManualClock clock = new ManualClock();
  final LocalRegistry registry;
  final EventCodec codec;
  final BlobStore blobs;
  final SecretBox box = SecretBox.of(SecretBox.generateKey());
  private final Path directory;
  private final OpenSources sources;

  Analysing(Path directory) {
    this.directory = directory;
    registry = LocalRegistry.start(directory.resolve("registry.json"), 0);
    codec =
        RegistryEventCodec.create(
            Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "true"));
    blobs = BlobStores.files(directory.resolve("blobs"));
    sources =
        new OpenSources(
            new LocalFiles(blobs, directory.resolve("copies"), 1 << 20),
            new SourceFormats(PageLimits.DEFAULT),
            4,
            1 << 20,
            Duration.ofSeconds(30),
            clock);
  }

  /// A page of 480 000 square points: a logo of 0.8 %, a figure of 12.5 % with a label inside, its
  /// caption, a paragraph.
  String figures() throws Exception {
    return store(figures(new PdfFixture()));
  }

  static PdfFixture figures(PdfFixture fixture) {
    return fixture.page((document, page, content) -> {
      content.drawImage(image(document, flag(40, 20)), 50, 740, 80, 50);
      content.drawImage(image(document, flag(60, 40)), 50, 500, 300, 200);
      text(content, REGULAR, 8, 60, 520, "label");
      text(content, REGULAR, 9, 50, 485, "Figure 1: A flag");
      paragraph(
          content,
          11,
          50,
          440,
          "The flag was red on the left and blue on the right,",
          "with a bar of green along its upper edge.");
    });
  }

  String store(PdfFixture fixture) throws Exception {
    return store(
        Files.readAllBytes(fixture.save(Files.createTempFile(directory, "source", ".pdf"))));
  }

  String store(byte[] source) {
    String key = BlobNames.source(DOCUMENT, Hashes.sha256(source));
    blobs.put(key, source);
    return key;
  }

  Outcome handle(PageTask task) throws InterruptedException {
    return handle(handler(TIMEOUT), record(task));
  }

  static Outcome handle(PageHandler handler, ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    return handler.handle(record, new NeverParked());
  }

  PageHandler handler(Duration timeout) {
    return handler(codec, timeout, clock);
  }

  PageHandler handler(EventCodec with, Duration timeout, InstantSource now) {
    return handler(with, timeout, now, new PageThreads(2));
  }

  PageHandler handler(EventCodec with, Duration timeout, InstantSource now, PageThreads threads) {
    PageAnalysis analysis =
        new PageAnalysis(
            new PageLayout(new FigureFinder()),
            1000,
            new PageClasses(PictureClassifiers.open(LabelSet.V2_5, Optional.empty()), false));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new PageHandler(
        with,
        blobs,
        new PageRunner(sources, analysis, threads, timeout, new SealedPasswords(Optional.of(box))),
        new PageEvents(TOPICS, with),
        new PageMeters(meters, threads),
        now);
  }

  /// What comes of a task that succeeds.
  List<ProducerRecord<byte[], byte[]>> outputs(PageTask task) throws InterruptedException {
    return outputs(handle(task));
  }

  static List<ProducerRecord<byte[], byte[]>> outputs(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outputs();
  }

  <T extends SpecificRecord> T decode(ProducerRecord<byte[], byte[]> record, Class<T> type) {
    return codec.decode(record.topic(), record.value(), type);
  }

  ConsumerRecord<byte[], byte[]> record(PageTask task) {
    return record(codec.encode(TOPICS.pagesTasks(), task));
  }

  ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>(
        TOPICS.pagesTasks(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        (DOCUMENT + "/0").getBytes(StandardCharsets.UTF_8),
        value,
        headers().toHeaders(),
        Optional.empty());
  }

  static EventHeaders headers() {
    return EventHeaders.of(DOCUMENT, "acme", "default")
        .withDeadline(new ManualClock().instant().plusSeconds(600))
        .withReplay("r1");
  }

  @Override
  public void close() {
    sources.close();
    blobs.close();
    codec.close();
    registry.close();
  }
}
