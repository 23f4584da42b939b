package dev.pagestream.ingest.api;

import static dev.pagestream.ingest.api.RunningApi.FILE;
import static dev.pagestream.ingest.api.RunningApi.SOURCE;
import static dev.pagestream.ingest.api.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.ingest.api.ApiClient.Part;
import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.schema.TaskState;
import dev.pagestream.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as a whole: polling, large bodies, health, the stop. Convert and result routes have
/// tests of their own.
class ApiServerIT {
  private static final byte[] PDF = "%PDF-1.7 content".getBytes(StandardCharsets.US_ASCII);

  @AutoClose private RunningApi api;
  private ApiClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    client = api.client;
  }

  @Test
  void aTaskIsPolledWithALimitedWait() throws Exception {
    api.tasks.lookups.put("known", new Lookup.Found(FakeTasks.status(TaskState.STARTED, 2)));

    assertThat(client.get("/v1/status/poll/known?wait=3600").body())
        .contains(json("'task_status':'started','task_position':null"));
    assertThat(api.tasks.lastWait).isEqualTo(StatusRoutes.MAX_WAIT);
    assertThat(client.get("/v1/status/poll/known?wait=-1").statusCode()).isEqualTo(200);
    assertThat(api.tasks.lastWait).isZero();
    assertThat(client.get("/v1/status/poll/known?wait=soon").body())
        .isEqualTo(
            json(
                "{'detail':[{'type':'float_parsing','loc':['query','wait'],'msg':'Input should be a valid number, unable to parse string as a number'}]}"));
  }

  @Test
  void unknownTasksAreUnknownOnlyWhenThatIsCertain() throws Exception {
    api.tasks.lookups.put("later", new Lookup.NotYet());

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

  @Test
  void aCancelledTaskIsAFailureForDoclingsClients() throws Exception {
    api.tasks.lookups.put("t", new Lookup.Found(FakeTasks.status(TaskState.CANCELLED, 1)));

    assertThat(client.get("/v1/status/poll/t").body())
        .contains("\"task_status\":\"failure\"")
        .contains(
            json(
                "'error_message':'Task cancelled.','failure':{'category':'unknown','message':'Task cancelled.','retryable':false,'phase':'orchestration','details':{}}"));
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
    assertThat(api.tasks.submitted)
        .extracting(FakeTasks.Submitted::bytes)
        .containsExactly((long) mib << 20, (long) mib * (3 << 18));
    api.assertSpoolIsEmpty();
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
    api.assertSpoolIsEmpty();
  }

  @Test
  void healthSaysOkAndReadinessWhenItIs() throws Exception {
    assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(client.get("/ready").body()).isEqualTo("{\"status\":\"ok\"}");
    api.notReady = Optional.of("Kafka is away");
    assertThat(client.get("/ready").statusCode()).isEqualTo(503);
    assertThat(client.get("/ready").body()).isEqualTo("{\"detail\":\"Readiness check failed\"}");
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownRoutesAndMethodsAreAnsweredAsFastApiDoes() throws Exception {
    assertThat(client.get("/nothing").body()).isEqualTo("{\"detail\":\"Not Found\"}");
    HttpResponse<String> wrongMethod = client.get(SOURCE);
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
  }

  @Test
  void aRequestUnderWayIsAnsweredBeforeTheServerStops() throws Exception {
    api.tasks.mayGoOn = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> answer = submitting();
    assertThat(api.tasks.arrived.await(30, TimeUnit.SECONDS)).isTrue();

    Thread closing = Thread.ofVirtual().start(api.server::close);
    Eventually.await(
        Duration.ofSeconds(10),
        () -> assertThat(closing.getState()).isNotIn(Thread.State.NEW, Thread.State.RUNNABLE));
    api.tasks.mayGoOn.countDown();

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

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
