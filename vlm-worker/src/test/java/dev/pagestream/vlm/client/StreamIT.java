package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.client.VlmReply.Answered;
import dev.pagestream.vlm.client.VlmReply.Failed;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.client.VlmReply.Throttled;
import dev.pagestream.vlm.client.VlmReply.Unfit;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.stop.Stoppers;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streamed answers over a real socket, in the shapes servers were recorded to send.
class StreamIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String FIRST =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":179,\"completion_tokens\":12}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final HttpVlmClient client = new HttpVlmClient(1 << 20, 8, InstantSource.system());
  private MockWebServer web;

  @BeforeEach
  void start() throws IOException {
    web = new MockWebServer();
    web.start();
  }

  @AfterEach
  void stop() {
    client.close();
    web.close();
  }

  @Test
  void putsTheTokensTogether() throws Exception {
    enqueue(FIRST + token("A ") + token("cat.") + END + USAGE + DONE);

    assertThat(call())
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.text()).isEqualTo("A cat.");
              assertThat(answered.finishReason()).contains("stop");
              assertThat(answered.promptTokens()).contains(179L);
              assertThat(answered.completionTokens()).contains(12L);
              assertThat(answered.firstToken()).isPresent();
              assertThat(answered.stoppedBy()).isEmpty();
            });
    RecordedRequest sent = web.takeRequest();
    assertThat(Objects.requireNonNull(sent.getBody()).utf8())
        .contains("\"stream\": true, \"stream_options\": {\"include_usage\": true}");
    assertThat(sent.getHeaders().get("Accept")).isEqualTo("text/event-stream");
  }

  @Test
  void passesOverCommentsAndCarriageReturns() throws Exception {
    enqueue(
        (": OPENROUTER PROCESSING\n\n" + FIRST + token("A cat.") + ": ping\n" + END + DONE)
            .replace("\n", "\r\n"));

    assertThat(call())
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.text()).isEqualTo("A cat."));
  }

  @Test
  void needsNoDoneWhenTheServerGaveAReason() throws Exception {
    enqueue(token("A cat.") + END);

    assertThat(call()).isInstanceOf(Answered.class);
  }

  @Test
  void takesAnAnswerInOnePieceFromAServerThatDoesNotStream() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body(
                "{\"choices\":[{\"message\":{\"content\":\"A cat.\"},\"finish_reason\":\"stop\"}]}")
            .build());

    assertThat(call()).isInstanceOf(Answered.class);
  }

  @Test
  void neverTakesACutStreamForAnAnswer() throws Exception {
    enqueue(FIRST + token("A c"));

    assertThat(call())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.symptom()).isEqualTo(Symptom.LOST);
              assertThat(failed.message()).contains("ended after 3 characters");
            });
  }

  @Test
  void neverTakesAResetStreamForAnAnswer() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(FIRST + token("A cat with a long story. ").repeat(200))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThat(call())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.symptom()).isEqualTo(Symptom.LOST));
  }

  @Test
  void readsAnErrorInsideTheStream() throws Exception {
    enqueue(token("A c") + "data: {\"error\":{\"code\":429,\"message\":\"slow down\"}}\n\n" + DONE);
    enqueue(token("A c") + "data: {\"error\":\"it broke\"}\n\n" + DONE);

    assertThat(call()).isInstanceOf(Throttled.class);
    assertThat(call())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.message()).contains("it broke"));
  }

  @Test
  void neverQuotesACredentialOfAnErrorInsideTheStream() throws Exception {
    enqueue("data: {\"error\":{\"message\":\"bad key topsecretkey99\"}}\n\n");
    VlmRequest plain = request(new Timeouts(SOON, SOON, SOON, SOON), List.of());
    VlmRequest keyed =
        new VlmRequest(
            new Target(
                plain.target().url(),
                Map.of(),
                Dialects.GENERIC,
                Optional.of(new Secret("topsecretkey99")),
                Map.of()),
            plain.params(),
            "p",
            new byte[] {1},
            "image/png",
            plain.timeouts(),
            true,
            List.of());

    assertThat(client.call(keyed))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.message()).contains("[hidden]").doesNotContain("topsecret"));
  }

  @Test
  void readsAnArrayOfErrorsWithTheirStatus() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .body("[{\"error\":{\"code\":429,\"message\":\"slow\"}}]")
            .build());
    web.enqueue(
        new MockResponse.Builder()
            .body("{\"errors\":[{\"code\":\"x\",\"message\":\"slow\"}],\"status_code\":429}")
            .build());

    assertThat(call()).isInstanceOf(Throttled.class);
    assertThat(call()).isInstanceOf(Throttled.class);
  }

  /// The limits are for a server that is silent, not for a model that takes its time.
  @Test
  void waitsForAModelThatThinks() throws Exception {
    String thought = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm.\"}}]}\n\n";
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(thought.repeat(10) + token("A chart.") + END + DONE)
            .throttleBody(thought.length(), 200, TimeUnit.MILLISECONDS)
            .build());
    Duration limit = Duration.ofSeconds(1);

    VlmReply reply = client.call(request(new Timeouts(SOON, limit, limit, SOON), List.of()));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.text()).isEqualTo("A chart."));
  }

  @Test
  void boundsAStreamThatDripsWithinOneLine() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(token("A ") + "data: " + "x".repeat(10_000))
            .throttleBody(16, 100, TimeUnit.MILLISECONDS)
            .build());
    long start = System.nanoTime();

    VlmReply reply =
        client.call(request(new Timeouts(SOON, SOON, Duration.ofMillis(700), SOON), List.of()));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo(FailureCode.MODEL_TIMEOUT));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON.dividedBy(2));
  }

  @Test
  void neverTakesAPieceOfJsonForAnEnd() throws Exception {
    enqueue(token("A c") + "data: {\"choices\":[{\"del\n\n" + DONE);

    assertThat(call())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.ANSWER_UNREADABLE));
  }

  @Test
  void refusesATextCutOffAtTheTokenLimit() throws Exception {
    enqueue(
        token("A c")
            + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
            + DONE);

    assertThat(call())
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.code()).isEqualTo(FailureCode.ANSWER_TRUNCATED));
  }

  @Test
  void stopsAtAClosingTagAndCountsWhatItSaved() throws Exception {
    enqueue(token("<doctag>") + token("x</doc") + token("tag> and") + token(" on").repeat(500));

    assertThat(client.call(request("tag:</doctag>")))
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.text()).isEqualTo("<doctag>x</doctag>");
              assertThat(answered.stoppedBy()).contains("tag");
              assertThat(answered.savedTokens()).isEqualTo(997);
            });
  }

  @Test
  void neverTakesALoopForAnAnswer() throws Exception {
    enqueue(token("A cat. ") + token("item ").repeat(500) + END + DONE);

    assertThat(client.call(request("repetition")))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit -> {
              assertThat(unfit.code()).isEqualTo(FailureCode.ANSWER_UNFIT);
              assertThat(unfit.savedTokens()).isGreaterThan(800);
            });
  }

  @Test
  void namesTheLimitThatWasReached() throws Exception {
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(token("A ") + ": ping\n\n".repeat(10_000))
            .throttleBody(64, 50, TimeUnit.MILLISECONDS)
            .build());

    VlmReply reply =
        client.call(request(new Timeouts(SOON, SOON, Duration.ofMillis(400), SOON), List.of()));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(FailureCode.MODEL_TIMEOUT);
              assertThat(failed.message()).contains("between two tokens, limit 400 ms");
            });
  }

  private VlmReply call() throws InterruptedException {
    return client.call(request(new Timeouts(SOON, SOON, SOON, SOON), List.of()));
  }

  private VlmRequest request(String stopper) {
    return request(new Timeouts(SOON, SOON, SOON, SOON), List.of(stopper));
  }

  private VlmRequest request(Timeouts timeouts, List<String> stoppers) {
    return new VlmRequest(
        new Target(
            web.url("/v1").toString(), Map.of(), Dialects.GENERIC, Optional.empty(), Map.of()),
        "{\"model\": \"m\", \"max_tokens\": 1000}",
        "p",
        new byte[] {1},
        "image/png",
        timeouts,
        true,
        Stoppers.parse(stoppers));
  }

  private void enqueue(String events) {
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(events)
            .build());
  }

  private static String token(String text) {
    return "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n"
        .formatted(text);
  }
}
