package dev.pagestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.assembly.Counts;
import dev.pagestream.document.assembly.DocumentOutcome;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.ingest.IngestConfig.HttpConfig;
import dev.pagestream.ingest.IngestConfig.SplitterConfig;
import dev.pagestream.ingest.api.ApiClient;
import dev.pagestream.ingest.api.ApiClient.Part;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(KafkaFixture.class)
class IngestServiceIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String FILE = "/v1/convert/file/async";
  private static final String SOURCE = "/v1/convert/source/async";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestSystem system;
  private EventCodec codec;
  private TopicReader reader;
  private BlobStore blobs;
  private Path directory;
  private IngestService service;
  private ApiClient client;

  @BeforeEach
  void start(TestSystem given, @TempDir Path temporary) {
    system = given;
    directory = temporary;
    codec = system.codec();
    reader = new TopicReader(system.bootstrapServers(), codec);
    blobs = BlobStores.files(directory.resolve("blobs"));
    service = service("a", true);
    client = new ApiClient(service.port());
    Eventually.await(LIMIT, () -> assertThat(service.notReady()).isEmpty());
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
    blobs.close();
    codec.close();
  }

  @Test
  void aDocumentGoesFromUploadToItsPagesAndFromItsManifestToTheClient() throws Exception {
    byte[] pdf = pdf(6);
    HttpResponse<String> submitted =
        client.postForm(
            FILE,
            Part.file("report.pdf", pdf),
            Part.text("page_range", "2"),
            Part.text("page_range", "99"),
            Part.text("document_timeout", "600"),
            Part.text("do_picture_description", "true"),
            Part.text(
                "picture_description_api",
                "{\"url\":\"http://vlm/v1\",\"headers\":{\"Authorization\":\"Bearer sk-1\"}}"));
    String taskId = taskId(submitted);
    String documentId = taskId + "-0";

    TopicEvent<DocumentSubmitted> event =
        reader
            .read(system.catalog().documentsSubmitted("default"), DocumentSubmitted.class, 1, LIMIT)
            .getFirst();
    assertThat(event.key()).isEqualTo(documentId);
    assertThat(blobs.get(String.valueOf(event.value().getSourceKey()))).isEqualTo(pdf);
    assertThat(event.value().toString()).doesNotContain("sk-1");

    TopicEvent<DocumentAccepted> accepted =
        reader
            .read(system.catalog().documentsAccepted(), DocumentAccepted.class, 1, LIMIT)
            .getFirst();
    assertThat(accepted.value())
        .returns(6, DocumentAccepted::getPageCount)
        .returns(2, DocumentAccepted::getFirstPage)
        .returns(6, DocumentAccepted::getLastPage)
        .returns("pdf", DocumentAccepted::getFormat)
        .returns(accepted.value().getAcceptedAt().plusSeconds(600), DocumentAccepted::getDeadline);
    List<TopicEvent<PageTask>> tasks =
        reader.read(system.catalog().pagesTasks(), PageTask.class, 5, LIMIT);
    assertThat(tasks)
        .extracting(task -> task.value().getPage())
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6);
    assertThat(tasks)
        .allSatisfy(task -> {
          assertThat(task.key()).isEqualTo(documentId + "/" + task.value().getChunk());
          assertThat(task.headers().deadline()).contains(accepted.value().getDeadline());
          assertThat(task.headers().documentId()).contains(documentId);
          assertThat(task.value().getPictureDescription()).isNotNull();
        });

    assertThat(poll(taskId, 0).path("task_status").asString()).isEqualTo("pending");
    CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> poll(taskId, 20));
    publish(finished(taskId, "# Done"));

    assertThat(waiting.get(30, TimeUnit.SECONDS).path("task_status").asString())
        .isEqualTo("success");
    JsonNode result = JSON.readTree(client.get("/v1/result/" + taskId).body());
    assertThat(result.path("document").path("md_content").asString()).isEqualTo("# Done");
    assertThat(result.path("status").asString()).isEqualTo("success");
  }

  @Test
  void badInputIsRefusedWithACodeAndASentenceAndOthersGoOn() throws Exception {
    refusedFile(
        "empty.pdf",
        new byte[0],
        FailureCode.SOURCE_EMPTY,
        "The file empty.pdf is empty: it has 0 bytes.");
    refusedFile(
        "secret.pdf",
        new PdfBuilder().page().heading("S").encrypted("pw"),
        FailureCode.SOURCE_ENCRYPTED,
        "The PDF secret.pdf is encrypted and needs a password to be opened. Send it as pagestream_pdf_password, or remove the protection.");
    refusedFile(
        "half.pdf",
        new PdfBuilder().page().heading("T").truncated(0.6),
        FailureCode.SOURCE_UNREADABLE,
        "The PDF half.pdf is cut short: it does not end as a PDF does. Send the whole file.");
    refusedFile(
        "notes.pdf",
        "Just notes".getBytes(StandardCharsets.UTF_8),
        FailureCode.SOURCE_MISMATCH,
        "The file is named notes.pdf but its content is plain text.");
    refusedFile(
        "a.csv",
        "a,b,c".getBytes(StandardCharsets.UTF_8),
        FailureCode.SOURCE_UNSUPPORTED,
        "The file a.csv is plain text, which is not supported. Supported are PDF, DOCX, PPTX, HTML, Markdown (named .md or .txt), PNG, JPEG, GIF, BMP, TIFF and WebP.");
    String outOfRange =
        taskId(
            client.postForm(
                FILE,
                Part.file("b.pdf", pdf(2)),
                Part.text("page_range", "3"),
                Part.text("page_range", "4")));
    refused(
        outOfRange,
        FailureCode.PAGE_RANGE_EMPTY,
        "page_range starts at page 3, but the document has 2 pages.");
    String forbidden =
        taskId(client.postJson(SOURCE, url("http://127.0.0.1:" + service.port() + "/health")));
    assertThat(refused(forbidden, FailureCode.SOURCE_FORBIDDEN))
        .contains("private, link-local or loopback address");
    String unknown = taskId(client.postJson(SOURCE, url("http://nowhere.invalid/a.pdf")));
    refused(
        unknown,
        FailureCode.SOURCE_UNREACHABLE,
        "The URL http://nowhere.invalid/a.pdf cannot be fetched: the host nowhere.invalid is not known.");

    String good = taskId(client.postForm(FILE, Part.file("good.pdf", pdf(1))));
    reader.read(
        system.catalog().documentsAccepted(),
        DocumentAccepted.class,
        LIMIT,
        events -> events.stream().anyMatch(event -> event.key().equals(good + "-0")));
  }

  @Test
  void anotherReplicaAnswersForATaskAtOnce() throws Exception {
    try (IngestService other = service("b", false);
        ApiClient otherClient = new ApiClient(other.port())) {
      Eventually.await(LIMIT, () -> assertThat(other.notReady()).isEmpty());
      for (int i = 0; i < 20; i++) {
        String taskId = taskId(client.postJson(SOURCE, url("http://nowhere.invalid/a.pdf")));

        assertThat(otherClient.get("/v1/status/poll/" + taskId).statusCode()).isEqualTo(200);
      }
      assertThat(otherClient.get("/v1/status/poll/unknown").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aNewProcessKnowsTheOldTasks() throws Exception {
    String taskId = taskId(client.postForm(FILE, Part.file("a.pdf", pdf(1))));
    service.close();
    service = service("a", true);

    try (ApiClient again = new ApiClient(service.port())) {
      Eventually.await(
          LIMIT,
          () -> assertThat(again.get("/v1/status/poll/" + taskId).statusCode()).isEqualTo(200));
    }
  }

  @Test
  void manySubmissionsAtOnceAreAllStored() throws Exception {
    List<CompletableFuture<String>> submissions =
        IntStream.range(0, 12)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> submitted("http://nowhere.invalid/a.pdf")))
            .toList();
    for (CompletableFuture<String> submission : submissions) {
      String taskId = submission.get(60, TimeUnit.SECONDS);

      assertThat(client.get("/v1/status/poll/" + taskId).statusCode()).isEqualTo(200);
    }
    assertThat(
            reader.readAll(system.catalog().documentsSubmitted("default"), DocumentSubmitted.class))
        .hasSize(12);
  }

  @Test
  void withoutKafkaNothingIsAcceptedAndNothingIsCalledUnknown() throws Exception {
    IngestConfig config = config("c", false, "127.0.0.1:1");
    try (IngestService blind = IngestService.create(config, new SimpleMeterRegistry());
        ApiClient blindClient = new ApiClient(blind.port())) {
      assertThat(blind.notReady()).isPresent();
      assertThat(blindClient.get("/ready").statusCode()).isEqualTo(503);
      assertThat(blindClient.get("/health").statusCode()).isEqualTo(200);
      assertThat(blindClient.get("/v1/status/poll/unknown").statusCode()).isEqualTo(503);
    }
  }

  private void refusedFile(String name, byte[] content, FailureCode code, String sentence)
      throws Exception {
    refused(taskId(client.postForm(FILE, Part.file(name, content))), code, sentence);
  }

  private void refused(String taskId, FailureCode code, String sentence) {
    assertThat(refused(taskId, code)).isEqualTo(sentence);
  }

  /// The sentence of the dead letter.
  private String refused(String taskId, FailureCode code) {
    String documentId = taskId + "-0";
    DeadLetter letter =
        reader
            .read(
                system.catalog().deadLetters(),
                DeadLetter.class,
                LIMIT,
                events -> events.stream().anyMatch(event -> event.key().equals(documentId)))
            .stream()
            .filter(event -> event.key().equals(documentId))
            .findFirst()
            .orElseThrow()
            .value();
    assertThat(letter)
        .returns(code.name(), DeadLetter::getCode)
        .returns("splitter", DeadLetter::getStage)
        .returns(documentId, DeadLetter::getDocumentId);
    assertThat(letter.getPart().getKind()).isEqualTo(PartKind.DOCUMENT);
    assertThat(letter.getOrigin()).isNotNull();
    return letter.getMessage();
  }

  private TaskStatus finished(String taskId, String markdown) {
    String key = "documents/" + taskId + "-0/r1/md";
    byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
    blobs.put(key, bytes);
    TreeMap<String, ResultManifest.Output> outputs =
        new TreeMap<>(Map.of("md", new ResultManifest.Output(key, bytes.length)));
    ResultManifest manifest =
        new ResultManifest(
            taskId + "-0",
            taskId,
            "report.pdf",
            1,
            DocumentOutcome.SUCCESS,
            List.of(),
            outputs,
            0.5,
            Counts.NONE);
    blobs.put("documents/" + taskId + "-0/r1/manifest", manifest.toJson());
    TaskDocument document =
        TaskDocument.newBuilder()
            .setDocumentId(taskId + "-0")
            .setName("report.pdf")
            .setOutcome("SUCCESS")
            .setRevision(1)
            .setManifestKey("documents/" + taskId + "-0/r1/manifest")
            .setFinishedAt(Instant.now())
            .build();
    return TaskStatus.newBuilder()
        .setTaskId(taskId)
        .setState(TaskState.SUCCESS)
        .setDocuments(1)
        .setResults(List.of(document))
        .setSubmittedAt(Instant.now())
        .setUpdatedAt(Instant.now())
        .build();
  }

  private void publish(TaskStatus status) throws Exception {
    String topic = system.catalog().tasksStatus();
    byte[] key = status.getTaskId().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", system.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key, codec.encode(topic, status)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private JsonNode poll(String taskId, int waitSeconds) {
    try {
      return JSON.readTree(client.get("/v1/status/poll/" + taskId + "?wait=" + waitSeconds).body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String submitted(String url) {
    try {
      return taskId(client.postJson(SOURCE, url(url)));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String taskId(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("task_id").asString();
  }

  private static String url(String url) {
    return "{\"sources\":[{\"kind\":\"http\",\"url\":\"" + url + "\"}]}";
  }

  private static byte[] pdf(int pages) {
    PdfBuilder pdf = new PdfBuilder();
    for (int page = 1; page <= pages; page++) {
      pdf.page().heading("Page " + page);
    }
    return pdf.bytes();
  }

  private IngestService service(String instance, boolean splitter) {
    return IngestService.create(
        config(instance, splitter, system.bootstrapServers()), new SimpleMeterRegistry());
  }

  private IngestConfig config(String instance, boolean splitter, String bootstrapServers) {
    SplitterConfig defaults = SplitterConfig.defaults();
    return new IngestConfig(
        new KafkaConfig(bootstrapServers, Map.of()),
        new RegistryConfig(system.registryUrl(), true, Map.of()),
        new TopicsConfig(system.prefix(), 4, 8, 8, 1, List.of(), Map.of()),
        BlobConfig.files(directory.resolve("blobs")),
        new AdminConfig("127.0.0.1", 0),
        new HttpConfig("127.0.0.1", 0, 16, 100),
        instance,
        true,
        Map.of(),
        Map.of(),
        Map.of(),
        "adhoc",
        "http://localhost:11434/v1",
        List.of("*"),
        false,
        Optional.of(SecretBox.generateKey()),
        3,
        ByteSize.parse("16MiB"),
        ByteSize.parse("64MiB"),
        Duration.ofDays(7),
        Duration.ofHours(4),
        Duration.ofDays(7),
        directory.resolve("state-" + instance),
        new SplitterConfig(
            splitter,
            defaults.maxInFlight(),
            defaults.maxPages(),
            defaults.maxImagePixels(),
            defaults.maxPageLag(),
            defaults.allowPrivateAddresses(),
            Duration.ofSeconds(10),
            defaults.maxFetches()));
  }
}
