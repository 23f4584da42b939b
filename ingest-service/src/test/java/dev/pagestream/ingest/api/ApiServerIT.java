package dev.pagestream.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.assembly.Counts;
import dev.pagestream.document.assembly.DocumentOutcome;
import dev.pagestream.document.assembly.ErrorItem;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.ingest.api.ApiClient.Part;
import dev.pagestream.ingest.options.DescriptionPolicy;
import dev.pagestream.ingest.options.EndpointRule;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsPolicy;
import dev.pagestream.ingest.options.QuestionWriter;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiServerIT {
  private static final String SOURCE = "/v1/convert/source/async";
  private static final String FILE = "/v1/convert/file/async";
  private static final long MAX_FILE_BYTES = 300L << 20;
  private static final byte[] PDF = "%PDF-1.7 content".getBytes(StandardCharsets.US_ASCII);

  private final PlainCodec codec = new PlainCodec();
  private final FakeTasks tasks = new FakeTasks();
  private Optional<String> notReady = Optional.empty();
  private BlobStore blobs;
  private Path spool;
  private ApiServer server;
  private ApiClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    blobs = BlobStores.files(directory.resolve("blobs"));
    spool = directory.resolve("spool");
    HeaderSealer sealer = new HeaderSealer(Optional.empty());
    OptionsPolicy options =
        new OptionsPolicy(
            Duration.ofDays(7),
            new DescriptionPolicy(
                new DescriptionPolicy.Switches(false, false),
                new Profiles(Map.of(), Map.of(), Map.of()),
                EndpointRule.ANY,
                new QuestionWriter(sealer, InstantSource.system())));
    ApiSettings settings =
        new ApiSettings("127.0.0.1", 0, 4, 3, MAX_FILE_BYTES, 2 * MAX_FILE_BYTES);
    server =
        ApiServer.start(settings, options, sealer, new Spool(spool), tasks, blobs, () -> notReady);
    client = new ApiClient(server.port());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    blobs.close();
    codec.close();
  }

  @Test
  void aSubmissionIsAnsweredWithItsFirstStatus() throws Exception {
    HttpResponse<String> answer =
        client.postJson(SOURCE, json("{'sources':[{'kind':'http','url':'https://h/dir/a.pdf'}]}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            json(
                "{'task_id':'8d8ac610-566d-4ef0-9c22-186b2a5ed793','task_type':'convert','task_status':'pending',"
                    + "'task_position':1,'task_meta':{'num_docs':1,'num_processed':0,'num_succeeded':0,"
                    + "'num_partially_succeeded':0,'num_failed':0},'error_message':null,'failure':null}"));
    assertThat(tasks.submitted)
        .containsExactly(new FakeTasks.Submitted("a.pdf", "https://h/dir/a.pdf", 0));
  }

  @Test
  void aFileInJsonIsDecodedWhereverItsKeysStand() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(PDF);
    String source = "{'base64_string':'" + base64 + "','filename':'a.pdf','kind':'file'}";

    HttpResponse<String> answer =
        client.postJson(
            SOURCE, json("{'options':{'to_formats':['json']},'sources':[" + source + "]}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(tasks.submitted)
        .containsExactly(new FakeTasks.Submitted("a.pdf", "%PDF-1.7 content", PDF.length));
    assertThat(tasks.options.getFirst().getToFormats()).containsExactly("json");
    assertSpoolIsEmpty();
  }

  @Test
  void filesOfAFormAreTakenInWithTheirOptions() throws Exception {
    HttpResponse<String> answer =
        client.postForm(
            FILE,
            Part.text("to_formats", "md"),
            Part.file("a.pdf", PDF),
            Part.text("to_formats", "json"),
            Part.file("", PDF),
            Part.text("unknown", "x"),
            Part.text("page_range", "2"),
            Part.text("page_range", "3"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(tasks.submitted)
        .extracting(FakeTasks.Submitted::name)
        .containsExactly("a.pdf", "file_1.pdf");
    assertThat(tasks.submitted)
        .extracting(FakeTasks.Submitted::content)
        .containsOnly("%PDF-1.7 content");
    assertThat(tasks.options.getFirst().getToFormats()).containsExactly("md", "json");
    assertThat(tasks.options.getFirst().getLastPage()).isEqualTo(3);
    assertSpoolIsEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}| [{'type':'missing','loc':['body','sources'],'msg':'Field required'}]
          {'sources':[]}| [{'type':'too_short','loc':['body','sources'],'msg':'List should have at least 1 item after validation, not 0'}]
          {'sources':{}}| [{'type':'list_type','loc':['body','sources'],'msg':'Input should be a valid list'}]
          {'sources':[{}]}| [{'type':'union_tag_not_found','loc':['body','sources',0],'msg':"Unable to extract tag using discriminator 'kind'"}]
          {'sources':[{'kind':'http'}]}| [{'type':'missing','loc':['body','sources',0,'http','url'],'msg':'Field required'}]
          {'sources':[{'kind':'http','url':'x'}]}| [{'type':'url_parsing','loc':['body','sources',0,'http','url'],'msg':'Input should be a valid URL, relative URL without a base'}]
          {'sources':[{'kind':'http','url':'http://h/a.zip'}]}| [{'type':'value_error','loc':['body','sources',0,'http','url'],'msg':'Value error, ZIP URLs are not accepted on the convert endpoint'}]
          {'sources':[{'kind':'file','filename':'a.pdf'}]}| [{'type':'missing','loc':['body','sources',0,'file','base64_string'],'msg':'Field required'}]
          {'sources':[{'kind':'file','base64_string':'QQ=='}]}| [{'type':'missing','loc':['body','sources',0,'file','filename'],'msg':'Field required'}]
          {'sources':[{'kind':'file','base64_string':'***','filename':'a'}]}| [{'type':'value_error','loc':['body','sources',0,'file','base64_string'],'msg':'Value error, Invalid base64-encoded string'}]
          {'options':{'do_ocr':'x'}}| [{'type':'bool_parsing','loc':['body','options','do_ocr'],'msg':'Input should be a valid boolean, unable to interpret input'},{'type':'missing','loc':['body','sources'],'msg':'Field required'}]
          []| [{'type':'model_attributes_type','loc':['body'],'msg':'Input should be a valid dictionary or object to extract fields from'}]
          {'sources':[{'kind':'http','url':'http://h/a'}],'target':{'kind':'ftp'}}| [{'type':'union_tag_invalid','loc':['body','target'],'msg':"Input tag 'ftp' found using 'kind' does not match any of the expected tags: 'azure_blob', 'google_cloud_storage', 'google_drive', 'inbody', 'presigned_url', 'put', 's3', 'zip'"}]
          """)
  void aMalformedRequestIsAnsweredWithAList(String body, String detail) throws Exception {
    HttpResponse<String> answer = client.postJson(SOURCE, json(body));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"detail\":" + quoted(detail) + "}");
    assertSpoolIsEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,'target':{'kind':'presigned_url'}| Presigned URL target requires artifact storage to be configured and enabled on the server.
          ,'target':{'kind':'zip'}| target kind 'zip' is not allowed. Allowed values: ['inbody', 'presigned_url'].
          ,'callbacks':[{'url':'http://h'}]| Callbacks are disabled by server policy.
          ,'options':{'to_formats':['doctags']}| to_formats 'doctags' is not available yet. Available: md, json, text.
          """)
  void aRequestAgainstThePolicyIsAnsweredWithASentence(String more, String sentence)
      throws Exception {
    HttpResponse<String> answer =
        client.postJson(
            SOURCE, json("{'sources':[{'kind':'http','url':'http://h/a.pdf'}]" + more + "}"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"" + sentence + "\"}");
  }

  @Test
  void aUrlIsBounded() throws Exception {
    String url = "http://h/" + "x".repeat(JsonIntake.MAX_URL_BYTES);

    HttpResponse<String> answer =
        client.postJson(SOURCE, json("{'sources':[{'kind':'http','url':'" + url + "'}]}"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("URLs of more than 8192 bytes are not accepted");
  }

  @Test
  void tooManySourcesAndFilesAreRefused() throws Exception {
    String source = "{'kind':'http','url':'http://h/a.pdf'}";

    assertThat(
            client
                .postJson(
                    SOURCE,
                    json("{'sources':[" + String.join(",", Collections.nCopies(4, source)) + "]}"))
                .body())
        .isEqualTo("{\"detail\":\"Too many sources: 4 exceeds the maximum of 3.\"}");
    Part file = Part.file("a.pdf", PDF);
    assertThat(client.postForm(FILE, file, file, file, file).body())
        .isEqualTo("{\"detail\":\"Too many files: 4 exceeds the maximum of 3.\"}");
    assertSpoolIsEmpty();
  }

  @Test
  void brokenJsonIsNamed() throws Exception {
    HttpResponse<String> answer = client.postJson(SOURCE, "{\"sources\": // comment\n[]}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .startsWith("{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",")
        .endsWith("],\"msg\":\"JSON decode error\"}]}");
  }

  @Test
  void anEmptyBodyIsAMissingBody() throws Exception {
    assertThat(client.postJson(SOURCE, "").body())
        .isEqualTo(json("{'detail':[{'type':'missing','loc':['body'],'msg':'Field required'}]}"));
  }

  @Test
  void aBodyThatIsNotJsonByTypeIsRefused() throws Exception {
    assertThat(client.post(SOURCE, "text/plain", BodyPublishers.ofString("{}")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aFormWithoutFilesOrWithTextForThemIsRefused() throws Exception {
    assertThat(client.postForm(FILE, Part.text("do_ocr", "true")).body())
        .isEqualTo(
            json("{'detail':[{'type':'missing','loc':['body','files'],'msg':'Field required'}]}"));
    assertThat(client.postForm(FILE, Part.text("files", "text")).body())
        .isEqualTo(
            "{\"detail\":[{\"type\":\"value_error\",\"loc\":[\"body\",\"files\",0],\"msg\":\"Value error, Expected UploadFile, received: <class 'str'>\"}]}");
    assertThat(client.postJson(FILE, "{}").body())
        .isEqualTo(
            json("{'detail':[{'type':'missing','loc':['body','files'],'msg':'Field required'}]}"));
  }

  @Test
  void exclusiveOptionsOfAFormAreNamedAtTheBody() throws Exception {
    HttpResponse<String> answer =
        client.postForm(
            FILE,
            Part.file("a.pdf", PDF),
            Part.text("picture_description_preset", "p"),
            Part.text("picture_description_api", "{\"url\":\"http://h\"}"));

    assertThat(answer.body())
        .startsWith(
            json(
                "{'detail':[{'type':'value_error','loc':['body'],'msg':'Value error, Cannot mix legacy"));
    assertSpoolIsEmpty();
  }

  @Test
  void aFormThatIsNoneIsABadRequest() throws Exception {
    HttpResponse<String> noBoundary =
        client.post(FILE, "multipart/form-data", BodyPublishers.ofString("x"));
    HttpResponse<String> noParts =
        client.post(FILE, "multipart/form-data; boundary=b", BodyPublishers.ofString("nothing"));

    assertThat(noBoundary.statusCode()).isEqualTo(400);
    assertThat(noBoundary.body()).isEqualTo("{\"detail\":\"Missing boundary in multipart.\"}");
    assertThat(noParts.statusCode()).isEqualTo(400);
    assertThat(noParts.body()).isEqualTo("{\"detail\":\"Invalid multipart data.\"}");
  }

  @Test
  void largeFilesArriveWhole() throws Exception {
    int mib = 64;
    List<InputStream> form = new ArrayList<>();
    form.add(
        stream(
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n"));
    Collections.nCopies(mib, new byte[1 << 20])
        .forEach(block -> form.add(new ByteArrayInputStream(block)));
    form.add(stream("\r\n--b--\r\n"));
    HttpResponse<String> multipart =
        client.post(
            FILE,
            "multipart/form-data; boundary=b",
            BodyPublishers.ofInputStream(
                () -> new SequenceInputStream(Collections.enumeration(form))));

    List<InputStream> body = new ArrayList<>();
    body.add(
        stream("{\"sources\":[{\"kind\":\"file\",\"filename\":\"b.pdf\",\"base64_string\":\""));
    byte[] block = "AAAA".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);
    Collections.nCopies(mib, block).forEach(part -> body.add(new ByteArrayInputStream(part)));
    body.add(stream("\"}]}"));
    HttpResponse<String> inJson =
        client.post(
            SOURCE,
            "application/json",
            BodyPublishers.ofInputStream(
                () -> new SequenceInputStream(Collections.enumeration(body))));

    assertThat(multipart.statusCode()).isEqualTo(200);
    assertThat(inJson.statusCode()).isEqualTo(200);
    assertThat(tasks.submitted)
        .extracting(FakeTasks.Submitted::bytes)
        .containsExactly((long) mib << 20, (long) mib * (3 << 18));
    assertSpoolIsEmpty();
  }

  @Test
  void largeTextIsRefused() throws Exception {
    String text = "x".repeat(2 << 20);

    assertThat(
            client
                .postForm(
                    FILE, Part.text("md_page_break_placeholder", text), Part.file("a.pdf", PDF))
                .statusCode())
        .isEqualTo(422);
    assertThat(client.postJson(SOURCE, json("{'options':{'a':'" + text + "'}}")).statusCode())
        .isEqualTo(422);
    assertSpoolIsEmpty();
  }

  @Test
  void aTaskIsPolledWithALimitedWait() throws Exception {
    tasks.lookups.put("known", new Lookup.Found(FakeTasks.status(TaskState.STARTED, 2)));

    assertThat(client.get("/v1/status/poll/known?wait=3600").body())
        .contains(json("'task_status':'started','task_position':null"));
    assertThat(tasks.lastWait).isEqualTo(StatusRoutes.MAX_WAIT);
    assertThat(client.get("/v1/status/poll/known?wait=-1").statusCode()).isEqualTo(200);
    assertThat(tasks.lastWait).isZero();
    assertThat(client.get("/v1/status/poll/known?wait=soon").body())
        .isEqualTo(
            json(
                "{'detail':[{'type':'float_parsing','loc':['query','wait'],'msg':'Input should be a valid number, unable to parse string as a number'}]}"));
  }

  @Test
  void unknownTasksAreUnknownOnlyWhenThatIsCertain() throws Exception {
    tasks.lookups.put("later", new Lookup.NotYet());

    HttpResponse<String> unknown = client.get("/v1/status/poll/unknown");
    HttpResponse<String> later = client.get("/v1/status/poll/later");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"detail\":\"Task not found.\"}");
    assertThat(client.get("/v1/result/unknown").body())
        .isEqualTo("{\"detail\":\"Task not found.\"}");
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(later.headers().firstValue("Retry-After")).contains("1");
    assertThat(later.body())
        .isEqualTo("{\"detail\":\"Server is busy, please try again shortly.\"}");
  }

  @ParameterizedTest
  @CsvSource({"PENDING", "STARTED", "FAILURE", "CANCELLED"})
  void aTaskThatDidNotSucceedHasNoResult(TaskState state) throws Exception {
    tasks.lookups.put("t", new Lookup.Found(FakeTasks.status(state, 1)));

    HttpResponse<String> answer = client.get("/v1/result/t");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Task result not found. Please wait for a completion status.\"}");
  }

  @Test
  void aCancelledTaskIsAFailureForDoclingsClients() throws Exception {
    tasks.lookups.put("t", new Lookup.Found(FakeTasks.status(TaskState.CANCELLED, 1)));

    assertThat(client.get("/v1/status/poll/t").body())
        .contains("\"task_status\":\"failure\"")
        .contains(
            json(
                "'error_message':'Task cancelled.','failure':{'category':'unknown','message':'Task cancelled.','retryable':false,'phase':'orchestration','details':{}}"));
  }

  @Test
  void aDocumentsContentsAreEmbedded() throws Exception {
    String markdown = "# Größe \"quoted\"\n\n<!-- image -->\u2028 \ud83d\ude00";
    finished(
        manifest(
            "a.pdf",
            DocumentOutcome.PARTIAL_SUCCESS,
            List.of(error()),
            Map.of("md", markdown, "json", "{\"name\":\"ä\",\"n\":[1, 2]}")));

    HttpResponse<String> answer = client.get("/v1/result/done");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"document\":{\"filename\":\"a.pdf\",\"md_content\":"
                + Answers.JSON.writeValueAsString(markdown)
                + ",\"json_content\":{\"name\":\"ä\",\"n\":[1, 2]},\"html_content\":null,\"text_content\":null,"
                + "\"doctags_content\":null,\"doclang_content\":null},\"status\":\"partial_success\",\"errors\":["
                + "{\"component_type\":\"model\",\"module_name\":\"vlm-worker\",\"error_message\":\"No.\",\"category\":\"inference_failure\",\"page_no\":2,\"code\":\"PICTURE_REJECTED\"}"
                + "],\"processing_time\":1.25,\"timings\":{},\"confidence\":null}");
  }

  @Test
  void aFailedDocumentIsAResultThatSaysSo() throws Exception {
    finished(manifest("a.pdf", DocumentOutcome.FAILURE, List.of(error()), Map.of()));

    HttpResponse<String> answer = client.get("/v1/result/done");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"md_content\":null,\"json_content\":null")
        .contains("\"status\":\"failure\"")
        .contains("\"error_message\":\"No.\"");
  }

  @Test
  void severalDocumentsAreAZipInWhichNoneOverwritesAnother() throws Exception {
    finished(
        manifest("a.pdf", DocumentOutcome.SUCCESS, List.of(), Map.of("md", "one", "json", "{}")),
        manifest(
            "dir/a.png", DocumentOutcome.SUCCESS, List.of(), Map.of("md", "two", "text", "plain")),
        manifest("c.pdf", DocumentOutcome.FAILURE, List.of(error()), Map.of()));

    HttpResponse<byte[]> answer = client.getBytes("/v1/result/done");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"converted_docs.zip\"");
    assertThat(unzipped(answer.body()))
        .containsOnlyKeys("a.md", "a.json", "a-1.md", "a-1.txt", "c.errors.json")
        .containsEntry("a.md", "one")
        .containsEntry("a-1.md", "two");
  }

  @Test
  void healthSaysOkAndReadinessWhenItIs() throws Exception {
    assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(client.get("/ready").body()).isEqualTo("{\"status\":\"ok\"}");
    notReady = Optional.of("Kafka is away");
    assertThat(client.get("/ready").statusCode()).isEqualTo(503);
    assertThat(client.get("/ready").body()).isEqualTo("{\"detail\":\"Readiness check failed\"}");
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestUnderWayIsAnsweredBeforeTheServerStops() throws Exception {
    tasks.mayGoOn = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> answer = submitting();
    assertThat(tasks.arrived.await(30, TimeUnit.SECONDS)).isTrue();

    Thread closing = Thread.ofVirtual().start(server::close);
    Eventually.await(
        Duration.ofSeconds(10),
        () -> assertThat(closing.getState()).isNotIn(Thread.State.NEW, Thread.State.RUNNABLE));
    tasks.mayGoOn.countDown();

    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
  }

  private CompletableFuture<HttpResponse<String>> submitting() {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return client.postForm(FILE, Part.file("a.pdf", PDF));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void unknownRoutesAndMethodsAreAnsweredAsFastApiDoes() throws Exception {
    assertThat(client.get("/nothing").body()).isEqualTo("{\"detail\":\"Not Found\"}");
    HttpResponse<String> wrongMethod = client.get(SOURCE);
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
  }

  private void finished(ResultManifest... manifests) {
    List<TaskDocument> documents = new ArrayList<>();
    for (ResultManifest manifest : manifests) {
      String key = "documents/t-" + documents.size() + "/manifest";
      blobs.put(key, manifest.toJson());
      documents.add(
          TaskDocument.newBuilder()
              .setDocumentId("t-" + documents.size())
              .setName(manifest.name())
              .setOutcome("SUCCESS")
              .setRevision(1)
              .setManifestKey(key)
              .setFinishedAt(Instant.EPOCH)
              .build());
    }
    TaskStatus status = FakeTasks.status(TaskState.SUCCESS, documents.size());
    status.getResults().addAll(documents.reversed());
    tasks.lookups.put("done", new Lookup.Found(status));
  }

  private ResultManifest manifest(
      String name, DocumentOutcome outcome, List<ErrorItem> errors, Map<String, String> outputs) {
    TreeMap<String, ResultManifest.Output> stored = new TreeMap<>();
    outputs.forEach((format, content) -> {
      String key = "outputs/" + Integer.toHexString(content.hashCode()) + "." + format;
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      blobs.put(key, bytes);
      stored.put(format, new ResultManifest.Output(key, bytes.length));
    });
    return new ResultManifest("t-0", "t", name, 1, outcome, errors, stored, 1.25, Counts.NONE);
  }

  private static ErrorItem error() {
    return new ErrorItem(
        "model", "vlm-worker", "No.", "inference_failure", Optional.of(2), "PICTURE_REJECTED");
  }

  private static Map<String, String> unzipped(byte[] content) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private void assertSpoolIsEmpty() throws IOException {
    try (var files = Files.list(spool)) {
      assertThat(files).isEmpty();
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /// Single quotes outside of double-quoted sentences become double ones.
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder();
    boolean sentence = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      sentence ^= c == '"';
      json.append(c == '\'' && !sentence ? '"' : c);
    }
    return json.toString();
  }
}
