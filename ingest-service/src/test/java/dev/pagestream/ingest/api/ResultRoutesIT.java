package dev.pagestream.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.assembly.Counts;
import dev.pagestream.document.assembly.DocumentOutcome;
import dev.pagestream.document.assembly.ErrorItem;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients get of finished tasks.
class ResultRoutesIT {
  @AutoClose private RunningApi api;
  private ApiClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    client = api.client;
  }

  @ParameterizedTest
  @CsvSource({"PENDING", "STARTED", "FAILURE", "CANCELLED"})
  void aTaskThatDidNotSucceedHasNoResult(TaskState state) throws Exception {
    api.tasks.lookups.put("t", new Lookup.Found(FakeTasks.status(state, 1)));

    HttpResponse<String> answer = client.get("/v1/result/t");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Task result not found. Please wait for a completion status.\"}");
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
  void aZipHoldsTheImagesThatItsDocumentRefersTo() throws Exception {
    api.blobs.put("images/1", "pixels".getBytes(StandardCharsets.UTF_8));
    ResultManifest plain =
        manifest(
            "a.pdf", DocumentOutcome.SUCCESS, List.of(), Map.of("md", "![Image](artifacts/1.png)"));
    finished(
        new ResultManifest(
            plain.documentId(),
            plain.taskId(),
            plain.name(),
            plain.revision(),
            plain.outcome(),
            plain.errors(),
            plain.outputs(),
            plain.processingSeconds(),
            plain.counts(),
            true,
            new TreeMap<>(Map.of("artifacts/1.png", new ResultManifest.Output("images/1", 6)))));

    HttpResponse<byte[]> answer = client.getBytes("/v1/result/done");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(unzipped(answer.body()))
        .containsEntry("a.md", "![Image](artifacts/1.png)")
        .containsEntry("artifacts/1.png", "pixels");
  }

  private void finished(ResultManifest... manifests) {
    List<TaskDocument> documents = new ArrayList<>();
    for (ResultManifest manifest : manifests) {
      String key = "documents/t-" + documents.size() + "/manifest";
      api.blobs.put(key, manifest.toJson());
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
    api.tasks.lookups.put("done", new Lookup.Found(status));
  }

  private ResultManifest manifest(
      String name, DocumentOutcome outcome, List<ErrorItem> errors, Map<String, String> outputs) {
    TreeMap<String, ResultManifest.Output> stored = new TreeMap<>();
    outputs.forEach((format, content) -> {
      String key = "outputs/" + Integer.toHexString(content.hashCode()) + "." + format;
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      api.blobs.put(key, bytes);
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
}
