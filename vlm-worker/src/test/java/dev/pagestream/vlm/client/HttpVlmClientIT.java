package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.lifecycle.Version;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.Fault;
import dev.pagestream.testkit.Script;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.vlm.client.VlmReply.Answered;
import dev.pagestream.vlm.client.VlmReply.Failed;
import dev.pagestream.vlm.client.VlmReply.Reason;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.client.VlmReply.Throttled;
import dev.pagestream.vlm.client.VlmReply.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpVlmClientIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int MAX_ANSWER_BYTES = 4096;
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"A cat.\"},\"finish_reason\":\"stop\"}]}";

  private final HttpVlmClient client =
      new HttpVlmClient(MAX_ANSWER_BYTES, 64, InstantSource.system());
  private FakeVlm vlm;
  private MockWebServer web;

  @BeforeEach
  void start() throws IOException {
    vlm = FakeVlm.start();
    web = new MockWebServer();
    web.start();
  }

  @AfterEach
  void stop() {
    client.close();
    vlm.close();
    web.close();
  }

  @Test
  void sendsWhatDoclingSends() throws Exception {
    web.enqueue(new MockResponse.Builder().body(ANSWER).build());
    VlmRequest request =
        Requests.of(
            web.url("/v1").toString(),
            Map.of("Authorization", "Bearer t"),
            golden("own-messages.params.json"),
            "p",
            new byte[] {1},
            SOON);

    VlmReply reply = client.call(request);

    assertThat(reply).isInstanceOf(Answered.class);
    RecordedRequest sent = web.takeRequest();
    assertThat(sent.getRequestLine()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(sent.getHeaders().values("Content-Type")).containsExactly("application/json");
    assertThat(sent.getHeaders().values("Accept")).containsExactly("*/*");
    assertThat(sent.getHeaders().values("Authorization")).containsExactly("Bearer t");
    assertThat(sent.getHeaders().values("User-Agent"))
        .containsExactly("pagestream/" + Version.current());
    assertThat(Objects.requireNonNull(sent.getBody()).utf8())
        .isEqualTo(golden("own-messages.body.json"));
    assertThat(sent.getHeaders().get("Content-Length"))
        .isEqualTo(Long.toString(sent.getBodySize()));
  }

  @Test
  void readsTheAnswerAndMeasuresIt() throws Exception {
    vlm.behave(VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(200)));

    VlmReply reply = client.call(request(vlm.url().toString(), SOON));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.text()).isNotBlank();
              assertThat(answered.model()).contains(FakeVlm.MODEL);
              assertThat(answered.completionTokens()).isPresent();
              assertThat(answered.latency()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            });
  }

  @Test
  void makesAsManyCallsAtOnceAsItIsAskedTo() throws Exception {
    vlm.behave(VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(500)));
    List<Future<VlmReply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        replies.add(threads.submit(() -> client.call(request(vlm.url().toString(), SOON))));
      }
    }

    for (Future<VlmReply> reply : replies) {
      assertThat(reply.get()).isInstanceOf(Answered.class);
    }
    assertThat(vlm.maxInFlight()).isGreaterThan(32);
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      web.enqueue(new MockResponse.Builder().body(ANSWER).build());
      assertThat(call("/v1")).isInstanceOf(Answered.class);
    }

    assertThat(web.takeRequest().getConnectionIndex()).isZero();
    assertThat(web.takeRequest().getConnectionIndex()).isZero();
    assertThat(web.takeRequest().getConnectionIndex()).isZero();
  }

  @Test
  void neverSendsAgainBehindOurBackWhenAReusedConnectionBreaks() throws Exception {
    web.enqueue(new MockResponse.Builder().body(ANSWER).build());
    web.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    web.enqueue(new MockResponse.Builder().body(ANSWER).build());
    assertThat(call("/v1")).isInstanceOf(Answered.class);

    VlmReply second = call("/v1");

    assertThat(second).isInstanceOfSatisfying(Failed.class, HttpVlmClientIT::assertLost);
    assertThat(web.getRequestCount()).isEqualTo(2);
    assertThat(call("/v1")).isInstanceOf(Answered.class);
  }

  @Test
  void neverSendsAgainWhenTheServerSaysSo() throws Exception {
    web.enqueue(new MockResponse.Builder().code(408).build());
    web.enqueue(new MockResponse.Builder().body(ANSWER).build());

    assertThat(call("/v1")).isInstanceOf(Failed.class);

    assertThat(web.getRequestCount()).isEqualTo(1);
  }

  @Test
  void reportsARedirectInsteadOfFollowingIt() throws Exception {
    web.enqueue(
        new MockResponse.Builder().code(307).addHeader("Location", "/other?key=secret").build());

    VlmReply reply = call("/v1");

    assertThat(reply)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.message()).contains("/other").doesNotContain("secret"));
    assertThat(web.getRequestCount()).isEqualTo(1);
  }

  @Test
  void tellsAServerThatIsNotThere() throws Exception {
    vlm.goDown();

    assertThat(client.call(request(vlm.url().toString(), SOON)))
        .isInstanceOfSatisfying(
            Unavailable.class, down -> assertThat(down.reason()).isEqualTo(Reason.REFUSED));
  }

  @Test
  void tellsAHostThatIsUnknown() throws Exception {
    assertThat(client.call(request("http://no-such-host.invalid/v1", SOON)))
        .isInstanceOfSatisfying(
            Unavailable.class, down -> assertThat(down.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  @Test
  void tellsAServerThatDoesNotAnswerInTime() throws Exception {
    vlm.script(Script.always(new Fault.Hang()));
    long start = System.nanoTime();

    VlmReply reply = client.call(request(vlm.url().toString(), Duration.ofMillis(300)));

    assertThat(reply).isEqualTo(ReplyTable.of(HttpFault.TIMED_OUT, " (limit 300 ms)"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void boundsTheWholeCallNotOnlyEachRead() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .body(ANSWER)
            .throttleBody(8, 100, TimeUnit.MILLISECONDS)
            .build());

    VlmReply reply = client.call(request(web.url("/v1").toString(), Duration.ofMillis(500)));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.symptom()).isEqualTo(Symptom.TIMED_OUT));
  }

  @Test
  void tellsAConnectionThatBreaks() throws Exception {
    vlm.script(Script.always(new Fault.Reset()));
    assertThat(client.call(request(vlm.url().toString(), SOON)))
        .isInstanceOfSatisfying(Failed.class, HttpVlmClientIT::assertLost);

    vlm.script(Script.always(new Fault.TruncatedBody()));
    assertThat(client.call(request(vlm.url().toString(), SOON)))
        .isInstanceOfSatisfying(Failed.class, HttpVlmClientIT::assertLost);
  }

  @Test
  void tellsGarbageFromAnAnswer() throws Exception {
    vlm.script(Script.always(new Fault.Garbage()));

    assertThat(client.call(request(vlm.url().toString(), SOON)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.ANSWER_UNREADABLE));
  }

  @Test
  void readsNoMoreThanAnAnswerMayHave() throws Exception {
    web.enqueue(new MockResponse.Builder().body("x".repeat(MAX_ANSWER_BYTES + 1)).build());

    assertThat(call("/v1"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.ANSWER_UNREADABLE));
  }

  @Test
  void readsWhatAThrottlingServerAsksFor() throws Exception {
    vlm.script(Script.always(Fault.throttled(7)));

    assertThat(client.call(request(vlm.url().toString(), SOON)))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void neverRepeatsACredentialThatTheServerQuotes() throws Exception {
    web.enqueue(
        new MockResponse.Builder().code(401).body("{\"error\":\"bad key s3cr3t-token\"}").build());
    VlmRequest request =
        Requests.of(
            web.url("/v1").toString(),
            Map.of("api-key", "s3cr3t-token"),
            "{}",
            "p",
            new byte[] {1},
            SOON);

    VlmReply reply = client.call(request);

    assertThat(reply)
        .isInstanceOfSatisfying(
            Unavailable.class,
            down ->
                assertThat(down.message()).contains("bad key [hidden]").doesNotContain("s3cr3t"));
  }

  @Test
  void refusesAHeaderThatHttpDoesNotAllowWithoutQuotingIt() throws Exception {
    VlmRequest request =
        Requests.of(
            web.url("/v1").toString(),
            Map.of("Authorization", "s3cr3t\u00e9\n"),
            "{}",
            "p",
            new byte[] {1},
            SOON);

    assertThat(client.call(request))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.message()).doesNotContain("s3cr3t"));
  }

  @Test
  void rejectsAnAddressThatIsNone() throws Exception {
    assertThat(client.call(request("localhost:8000/v1", SOON))).isInstanceOf(Rejected.class);
  }

  @Test
  void isCutShortByAnInterrupt() throws Exception {
    vlm.script(Script.always(new Fault.Hang()));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ended.completeExceptionally(
                    new AssertionError(client.call(request(vlm.url().toString(), SOON))));
              } catch (InterruptedException e) {
                ended.complete(e);
              }
            });
    Eventually.await(SOON, () -> assertThat(vlm.inFlight()).isEqualTo(1));

    caller.interrupt();

    assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    Eventually.await(SOON, () -> assertThat(vlm.inFlight()).isZero());
  }

  private static void assertLost(Failed failed) {
    assertThat(failed.code()).isEqualTo(FailureCode.MODEL_FAILED);
    assertThat(failed.symptom()).isEqualTo(Symptom.LOST);
  }

  private VlmReply call(String path) throws InterruptedException {
    return client.call(request(web.url(path).toString(), SOON));
  }

  private static VlmRequest request(String url, Duration timeout) {
    return Requests.of(
        url, Map.of(), "{\"model\": \"fake-vision\"}", "p", new byte[] {1, 2, 3}, timeout);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = HttpVlmClientIT.class.getResourceAsStream("golden/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
