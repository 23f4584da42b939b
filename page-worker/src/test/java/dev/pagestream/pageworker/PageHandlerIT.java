package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.image;
import static dev.pagestream.pageworker.PdfFixture.paragraph;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.embedded.LocalRegistry;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.pageworker.layout.BitmapPictures;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.LocalFiles;
import dev.pagestream.pageworker.source.OpenSources;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.testkit.ManualClock;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageHandlerIT {
  private static final String DOCUMENT = "task-0";
  private static final TopicCatalog TOPICS = TopicCatalog.of(TopicSizing.LOCAL);
  private static final String PROMPT = "Describe this image in a few sentences.";
  private static final String PARAMS = "{\"model\":\"granite\",\"seed\":42}";

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private LocalRegistry registry;
  private EventCodec codec;
  private BlobStore blobs;
  private OpenSources sources;

  @BeforeEach
  void start() {
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

  @AfterEach
  void stop() {
    sources.close();
    blobs.close();
    codec.close();
    registry.close();
  }

  @Test
  void writesThePageAndAsksAboutThePicturesThatAreLargeEnough() throws Exception {
    PageTask task = task(figures()).setPictureDescription(description().build()).build();

    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task));

    assertThat(outputs)
        .extracting(ProducerRecord::topic)
        .containsExactly("pagestream.pages.analyzed", "pagestream.vision.tasks.slow");
    PageAnalyzed analyzed = decode(outputs.get(0), PageAnalyzed.class);
    byte[] blob = blobs.get(analyzed.getPageKey());
    assertThat(analyzed.getPageKey()).isEqualTo(BlobNames.page(DOCUMENT, 1, Hashes.sha256(blob)));
    PageObject page = PageObject.decode(blob);
    assertThat(page.content().blocks()).hasSize(4);
    assertThat(page.content().blocks().get(2))
        .isInstanceOfSatisfying(
            PageBlock.Text.class, text -> assertThat(text.text()).isEqualTo("Figure 1: A flag"));

    PageBlock.Picture logo = page.content().pictures().toList().get(0);
    PageBlock.Picture figure = page.content().pictures().toList().get(1);
    assertThat(logo.skipped().orElseThrow().detail()).isEqualTo("0.8 % of the page, threshold 5 %");
    assertThat(logo.crop()).isEmpty();
    assertThat(figure.caption()).contains(2);

    VisionTask question = decode(outputs.get(1), VisionTask.class);
    PageBlock.Crop crop = figure.crop().orElseThrow();
    String fingerprint = Fingerprint.of(crop.sha256(), "granite", PROMPT, PARAMS, "acme");
    assertThat(analyzed.getPictures())
        .containsExactly(
            new AnalyzedPicture(0, null, "below_area_threshold", List.of()),
            new AnalyzedPicture(1, fingerprint, null, List.of()));
    assertThat(question.getFingerprint()).isEqualTo(fingerprint);
    assertThat(question.getPrompt()).isEqualTo(PROMPT);
    assertThat(question.getParams()).isEqualTo(PARAMS);
    assertThat(question.getHeaders()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(new String(outputs.get(1).key(), StandardCharsets.UTF_8)).isEqualTo(crop.sha256());
    byte[] sent =
        blobs.range(question.getPageKey(), question.getImageOffset(), question.getImageBytes());
    assertThat(Hashes.sha256(sent)).isEqualTo(crop.sha256());
    assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(600, 400);
  }

  @Test
  void passesTheHeadersOnToEverythingItEmits() throws Exception {
    PageTask task = task(figures()).setPictureDescription(description().build()).build();

    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task));

    assertThat(outputs)
        .extracting(output -> EventHeaders.read(output.headers()))
        .containsExactly(headers(), headers());
  }

  @Test
  void writesTheSameBytesAgainWhenATaskRunsTwice() throws Exception {
    PageTask task = task(figures()).setPictureDescription(description().build()).build();

    PageAnalyzed first = decode(outputs(handle(task)).getFirst(), PageAnalyzed.class);
    PageAnalyzed second = decode(outputs(handle(task)).getFirst(), PageAnalyzed.class);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void tellsTheModelWhatIsKnownWhenAskedTo() throws Exception {
    PageTask task =
        task(figures()).setPictureDescription(description().setPromptContext(true).build()).build();

    VisionTask question = decode(outputs(handle(task)).get(1), VisionTask.class);

    assertThat(question.getPrompt())
        .startsWith(PROMPT + "\n")
        .endsWith(
            """
            <picture-context>
            {"caption":"Figure 1: A flag","words":["label"],"width":600,"height":400,"after":"The flag was red on the left and blue on the right, with a bar of green along its upper edge."}
            </picture-context>\
            """);
  }

  @Test
  void asksNothingAndCropsNothingWhenNoDescriptionIsWanted() throws Exception {
    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task(figures()).build()));

    PageAnalyzed analyzed = decode(outputs.getFirst(), PageAnalyzed.class);
    assertThat(outputs).hasSize(1);
    assertThat(analyzed.getPictures())
        .extracting(AnalyzedPicture::getSkipReason)
        .containsExactly("not_requested", "not_requested");
    assertThat(
            PageObject.decode(blobs.get(analyzed.getPageKey()))
                .content()
                .pictures()
                .map(PageBlock.Picture::crop))
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void keepsImagesOfSkippedPicturesForExportAtTheirOwnScale() throws Exception {
    PageTask task =
        task(figures())
            .setPictureDescription(description().build())
            .setKeepImages(true)
            .setImagesScale(1)
            .build();

    PageAnalyzed analyzed = decode(outputs(handle(task)).getFirst(), PageAnalyzed.class);

    byte[] blob = blobs.get(analyzed.getPageKey());
    PageObject page = PageObject.decode(blob);
    List<PageBlock.Crop> crops =
        page.content().pictures().map(picture -> picture.crop().orElseThrow()).toList();
    assertThat(crops).extracting(PageBlock.Crop::widthPx).containsExactly(80, 600);
    assertThat(crops)
        .allSatisfy(
            crop -> assertThat(Hashes.sha256(page.crop(blob, crop))).isEqualTo(crop.sha256()));
  }

  @Test
  void aPageThatThrowsFailsAloneAndItsNeighboursAreAnalysed() throws Exception {
    String key =
        store(
            new PdfFixture()
                .page(
                    (document, page, content) -> text(content, REGULAR, 12, 50, 700, "First page"))
                .page((document, page, content) ->
                    page.getCOSObject().setItem(COSName.TYPE, COSName.FONT))
                .page((document, page, content) ->
                    text(content, REGULAR, 12, 50, 700, "Third page")));

    Outcome broken = handle(task(key).setPage(2).build());
    Outcome third = handle(task(key).setPage(3).build());

    assertThat(broken)
        .isEqualTo(
            new Outcome.Failed(
                "PAGE_UNREADABLE",
                "The page cannot be read: the file is damaged, or not what it says it is.",
                1));
    PageAnalyzed analyzed = decode(outputs(third).getFirst(), PageAnalyzed.class);
    assertThat(PageObject.decode(blobs.get(analyzed.getPageKey())).content().blocks())
        .extracting(block -> ((PageBlock.Text) block).text())
        .containsExactly("Third page");
  }

  @Test
  void givesUpAPageThatTakesTooLong() throws Exception {
    String key =
        store(
            new PdfFixture()
                .page((document, page, content) ->
                    page.setContents(program(document, "q Q ".repeat(100_000), 40))));

    Outcome outcome = handler(Duration.ofMillis(100)).handle(record(task(key).build()), slot());

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed("PAGE_TIMEOUT", "The page was not analysed within 0.1 seconds.", 1));
  }

  @Test
  void refusesWhatIsPastItsDeadlineBeforeAnyWork() throws Exception {
    clock.set(headers().deadline().orElseThrow());

    assertThat(handle(task("documents/absent").build()))
        .isEqualTo(
            new Outcome.Failed(
                "DEADLINE_EXCEEDED",
                "The document's time was over before this page was analysed.",
                1));
  }

  @Test
  void aPageThatFinishesPastTheDeadlineIsADeadLetter() throws Exception {
    Instant deadline = headers().deadline().orElseThrow();
    Iterator<Instant> times = List.of(deadline.minusSeconds(1), deadline).iterator();

    Outcome outcome =
        handler(Duration.ofSeconds(60), times::next)
            .handle(record(task(figures()).build()), slot());

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                "DEADLINE_EXCEEDED",
                "The page finished after the document's deadline; a replay analyses it again.",
                1));
  }

  @Test
  void failsWithItsOwnCodesForSourcesThatAreGoneOrLocked() throws Exception {
    PdfFixture locked = figures(new PdfFixture());
    locked
        .document()
        .protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));

    assertThat(handle(task("documents/task-0/absent").build()))
        .isEqualTo(
            new Outcome.Failed(
                "SOURCE_UNREADABLE", "The source of the document is no longer stored.", 1));
    assertThat(handle(task(store(locked)).build()))
        .isEqualTo(
            new Outcome.Failed("SOURCE_ENCRYPTED", "The PDF is protected by a password.", 1));
    assertThat(handle(task(figures()).setFormat("odt").build()))
        .isEqualTo(
            new Outcome.Failed("SOURCE_UNSUPPORTED", "Documents of format odt are not read.", 1));
  }

  @Test
  void failsARecordThatIsNoTaskAndWaitsForARegistryThatIsAway() throws Exception {
    ConsumerRecord<byte[], byte[]> task = record(task(figures()).build());
    assertThat(
            handler(Duration.ofSeconds(60))
                .handle(record("nonsense".getBytes(StandardCharsets.UTF_8)), slot()))
        .isEqualTo(
            new Outcome.Failed("RECORD_UNREADABLE", "The task of this page cannot be decoded.", 1));

    registry.close();
    codec = RegistryEventCodec.create(Map.of("schema.registry.url", registry.url()));

    assertThatThrownBy(() -> handler(Duration.ofSeconds(60)).handle(task, slot()))
        .isInstanceOfSatisfying(
            DependencyUnavailableException.class,
            e -> assertThat(e.dependency()).isEqualTo("registry"));
  }

  @Test
  void deadLettersNameThePageAndKeepTheRecord() throws Exception {
    ConsumerRecord<byte[], byte[]> task = record(task("key").setPage(7).build());

    ProducerRecord<byte[], byte[]> letter =
        new PageDeadLetters(TOPICS, codec, clock)
            .deadLetter(task, new Outcome.Failed("PAGE_TIMEOUT", "Too slow.", 2));

    DeadLetter decoded = decode(letter, DeadLetter.class);
    assertThat(letter.topic()).isEqualTo("pagestream.dead.letters");
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
    assertThat(decoded.getPart().getKind()).isEqualTo(PartKind.PAGE);
    assertThat(decoded.getPart().getPage()).isEqualTo(7);
    assertThat(decoded.getCode()).isEqualTo("PAGE_TIMEOUT");
    assertThat(decoded.getRecord().getValue()).isEqualTo(ByteBuffer.wrap(task.value()));
  }

  /// A page of 480 000 square points: a logo of 0.8 %, a figure of 12.5 % with a label inside, its
  /// caption, a paragraph.
  private String figures() throws Exception {
    return store(figures(new PdfFixture()));
  }

  private static PdfFixture figures(PdfFixture fixture) {
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

  private String store(PdfFixture fixture) throws Exception {
    byte[] pdf =
        Files.readAllBytes(fixture.save(Files.createTempFile(directory, "source", ".pdf")));
    String key = BlobNames.source(DOCUMENT, Hashes.sha256(pdf));
    blobs.put(key, pdf);
    return key;
  }

  private static PDStream program(PDDocument document, String operators, int times)
      throws IOException {
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      for (int i = 0; i < times; i++) {
        out.write(operators.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return stream;
  }

  private static PageTask.Builder task(String sourceKey) {
    return PageTask.newBuilder()
        .setDocumentId(DOCUMENT)
        .setPage(1)
        .setChunk(0)
        .setFormat("pdf")
        .setSourceKey(sourceKey)
        .setSourceBytes(0);
  }

  @Test
  void asksInStepsWithContextAndOneFingerprintForAll() throws Exception {
    PageTask task =
        task(figures())
            .setPictureDescription(
                description()
                    .setSteps(
                        List.of(
                            step(VisionPurpose.CLASSIFY_PICTURE, "What is it?").build(),
                            step(VisionPurpose.DESCRIBE_PICTURE, PROMPT)
                                .setPromptContext(true)
                                .setAllowClasses(List.of("bar_chart"))
                                .build()))
                    .build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task));
    PageAnalyzed analyzed = decode(outputs.get(0), PageAnalyzed.class);
    VisionTask question = decode(outputs.get(1), VisionTask.class);

    assertThat(question.getSteps()).hasSize(2);
    assertThat(question.getSteps().getFirst().getPrompt()).isEqualTo("What is it?");
    assertThat(question.getSteps().getLast().getPrompt())
        .startsWith(PROMPT)
        .contains("<picture-context>", "Figure 1: A flag");
    assertThat(question.getPrompt()).isEqualTo(question.getSteps().getLast().getPrompt());
    String crop = question.getImageSha256();
    assertThat(question.getFingerprint())
        .isEqualTo(
            Fingerprint.ofChain(
                List.of(
                    Fingerprint.of(crop, "granite", "What is it?", PARAMS, "acme"),
                    Fingerprint.of(
                        crop,
                        "granite",
                        question.getPrompt(),
                        PARAMS,
                        "acme",
                        "allow=[9:bar_chart];confidence=0.0000"))));
    assertThat(analyzed.getPictures().getLast().getFingerprint())
        .isEqualTo(question.getFingerprint());
  }

  @Test
  void aPlainStepIsTheSameQuestionAsBeforeThereWereSteps() throws Exception {
    PageTask before = task(figures()).setPictureDescription(description().build()).build();
    PageTask now =
        task(figures())
            .setPictureDescription(
                description()
                    .setSteps(List.of(step(VisionPurpose.DESCRIBE_PICTURE, PROMPT).build()))
                    .build())
            .build();

    assertThat(decode(outputs(handle(now)).get(1), VisionTask.class).getFingerprint())
        .isEqualTo(decode(outputs(handle(before)).get(1), VisionTask.class).getFingerprint());
  }

  @Test
  void asksForTheDataOfChartsOnTheirOwnLane() throws Exception {
    PageTask task =
        task(figures())
            .setChartExtraction(
                description()
                    .setLane("slow")
                    .setSteps(List.of(step(VisionPurpose.CHART_TABLE, "CSV.").build()))
                    .build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task));
    PageAnalyzed analyzed = decode(outputs.get(0), PageAnalyzed.class);
    VisionTask question = decode(outputs.get(1), VisionTask.class);
    PageBlock.Picture figure =
        PageObject.decode(blobs.get(analyzed.getPageKey())).content().pictures().toList().get(1);

    assertThat(question.getPurpose()).isEqualTo(VisionPurpose.CHART_TABLE);
    assertThat(analyzed.getPictures().get(0).getMoreFingerprints()).isEmpty();
    assertThat(analyzed.getPictures().get(1).getMoreFingerprints())
        .containsExactly(question.getFingerprint());
    assertThat(analyzed.getPictures().get(1).getFingerprint()).isNull();
    assertThat(figure.more())
        .containsExactly(new PageBlock.Question(Purpose.CHART_TABLE, question.getFingerprint()));
    assertThat(figure.crop()).isPresent();
  }

  @Test
  void hasTheWholePageConvertedAndItsPicturesDescribed() throws Exception {
    PageTask task =
        task(figures())
            .setPictureDescription(description().build())
            .setPageConversion(
                description()
                    .setScale(1.0)
                    .setSteps(
                        List.of(
                            step(VisionPurpose.CONVERT_PAGE, "Convert.")
                                .setResponseFormat("doctags")
                                .setStream(true)
                                .setStoppers(List.of("tag:</doctag>"))
                                .build()))
                    .build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = outputs(handle(task));
    PageAnalyzed analyzed = decode(outputs.get(0), PageAnalyzed.class);
    VisionTask description = decode(outputs.get(1), VisionTask.class);
    VisionTask conversion = decode(outputs.get(2), VisionTask.class);
    byte[] blob = blobs.get(analyzed.getPageKey());
    PageContent.Conversion converted = PageObject.decode(blob).content().conversion().orElseThrow();

    assertThat(description.getPurpose()).isEqualTo(VisionPurpose.DESCRIBE_PICTURE);
    assertThat(conversion.getPurpose()).isEqualTo(VisionPurpose.CONVERT_PAGE);
    assertThat(conversion.getPicture()).isEqualTo(-1);
    assertThat(analyzed.getPageFingerprint()).isEqualTo(conversion.getFingerprint());
    assertThat(converted.fingerprint()).isEqualTo(conversion.getFingerprint());
    assertThat(converted.responseFormat()).isEqualTo("doctags");
    int from = Math.toIntExact(conversion.getImageOffset());
    BufferedImage page =
        ImageIO.read(new ByteArrayInputStream(blob, from, conversion.getImageBytes()));
    assertThat(page.getWidth()).isBetween(590, 620);
  }

  private static VisionStep.Builder step(VisionPurpose purpose, String prompt) {
    return VisionStep.newBuilder()
        .setPurpose(purpose)
        .setModel("granite")
        .setParams(PARAMS)
        .setPrompt(prompt);
  }

  private static PictureDescription.Builder description() {
    return PictureDescription.newBuilder()
        .setLane("slow")
        .setUrl("http://localhost/v1/chat/completions")
        .setHeaders(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .setParams(PARAMS)
        .setModel("granite")
        .setPrompt(PROMPT);
  }

  private EventHeaders headers() {
    return EventHeaders.of(DOCUMENT, "acme", "default")
        .withDeadline(new ManualClock().instant().plusSeconds(600))
        .withReplay("r1");
  }

  private Outcome handle(PageTask task) throws InterruptedException {
    return handler(Duration.ofSeconds(60)).handle(record(task), slot());
  }

  private PageHandler handler(Duration timeout) {
    return handler(timeout, clock);
  }

  private PageHandler handler(Duration timeout, InstantSource clock) {
    PageThreads threads = new PageThreads(2);
    PageAnalysis analysis = new PageAnalysis(new PageLayout(new BitmapPictures()), 1000);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new PageHandler(
        codec,
        blobs,
        new PageRunner(sources, analysis, threads, timeout),
        new PageEvents(TOPICS, codec),
        new PageMeters(meters, threads),
        clock);
  }

  private ConsumerRecord<byte[], byte[]> record(PageTask task) {
    return record(codec.encode(TOPICS.pagesTasks(), task));
  }

  private ConsumerRecord<byte[], byte[]> record(byte[] value) {
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

  private <T extends SpecificRecord> T decode(
      ProducerRecord<byte[], byte[]> record, Class<T> type) {
    return codec.decode(record.topic(), record.value(), type);
  }

  private static List<ProducerRecord<byte[], byte[]>> outputs(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outputs();
  }

  /// First attempt; the page worker never waits.
  private static CallSlot slot() {
    return new CallSlot() {
      @Override
      public Window window() {
        return new Window("test", 1);
      }

      @Override
      public void park(Duration duration) {
        throw new IllegalStateException("not expected to wait");
      }

      @Override
      public <T> T parkWhile(Callable<T> waiting) {
        throw new IllegalStateException("not expected to wait");
      }

      @Override
      public int priorAttempts() {
        return 0;
      }
    };
  }
}
