package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FakeVlmIT {
  private final FakeVlm vlm = FakeVlm.start();
  private final ChatClient client = new ChatClient(vlm.chatUrl());
  private final byte[] picture = ChatClient.png(1, 320, 200);

  @AfterEach
  void close() {
    client.close();
    vlm.close();
  }

  @Test
  void answersAPictureWithItsSizeAndHash() throws Exception {
    HttpResponse<String> response = client.describe(picture);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "A picture of 320x200 pixels, sha256 " + ChatClient.sha256(picture),
            "\"finish_reason\":\"stop\"",
            "\"model\":\"m1\"");
  }

  @Test
  void aCallIsInTheLogOnceItsAnswerIsThere() throws Exception {
    var _ = client.describe(picture);

    assertThat(vlm.calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.pictureSha256()).isEqualTo(ChatClient.sha256(picture));
          assertThat(call.prompt()).isEqualTo("What is this?");
          assertThat(call.model()).isEqualTo("m1");
          assertThat(call.status()).isEqualTo(200);
          assertThat(call.headers()).containsEntry("authorization", "Bearer key");
          assertThat(call.body()).contains("data:image/png;base64,");
          assertThat(call.end()).isAfterOrEqualTo(call.start());
        });
  }

  @Test
  void listsItsModel() throws Exception {
    assertThat(client.get(URI.create(vlm.url() + "/models")).body()).contains(FakeVlm.MODEL);
    assertThat(client.get(URI.create(vlm.url() + "/other")).statusCode()).isEqualTo(404);
  }

  @Test
  void statusFaultsComeWithTheirBodiesAndRetryAfter() throws Exception {
    vlm.script(
        Script.firstCalls(1, Fault.throttled(7))
            .or(Script.firstCalls(2, new Fault.Unauthorized())));

    HttpResponse<String> throttled = client.describe(picture);
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().firstValue("Retry-After")).contains("7");
    assertThat(client.describe(picture).statusCode()).isEqualTo(401);
    assertThat(client.describe(picture).statusCode()).isEqualTo(200);
    assertThat(vlm.calls()).extracting(VlmCall::status).containsExactly(429, 401, 200);
  }

  @Test
  void faultsOfOnePictureLeaveOthersAlone() throws Exception {
    vlm.script(Script.picture(ChatClient.sha256(picture), new Fault.RejectPicture()));

    assertThat(client.describe(picture).statusCode()).isEqualTo(400);
    assertThat(client.describe(ChatClient.png(2, 10, 10)).statusCode()).isEqualTo(200);
  }

  @Test
  void badAnswersArriveWithStatus200() throws Exception {
    vlm.script(
        Script.firstCalls(1, new Fault.Garbage())
            .or(Script.firstCalls(2, new Fault.EmptyContent()))
            .or(Script.firstCalls(3, new Fault.LengthCut())));

    assertThat(client.describe(picture).body()).startsWith("<html>");
    assertThat(client.describe(picture).body()).contains("\"content\":\" \\n\"");
    assertThat(client.describe(picture).body()).contains("\"finish_reason\":\"length\"");
  }

  @Test
  void aTruncatedBodyBreaksTheConnection() {
    vlm.script(Script.always(new Fault.TruncatedBody()));

    assertThatThrownBy(() -> client.describe(picture)).isInstanceOf(IOException.class);
  }

  @Test
  void aResetLeavesNoStatus() {
    vlm.script(Script.always(new Fault.Reset()));

    assertThatThrownBy(() -> client.describe(picture)).isInstanceOf(IOException.class);
    assertThat(vlm.calls()).allSatisfy(call -> assertThat(call.status()).isZero()).isNotEmpty();
  }

  @Test
  void aHangLastsUntilTheClientGivesUp() {
    vlm.script(Script.always(new Fault.Hang()));

    assertThatThrownBy(() -> client.describe(picture, Duration.ofMillis(200)))
        .isInstanceOf(HttpTimeoutException.class);
    Eventually.assertThat(Duration.ofSeconds(10), () -> assertThat(vlm.inFlight()).isZero());
    assertThat(vlm.calls()).extracting(VlmCall::status).containsOnly(0);
  }

  @Test
  void whileDownItRefusesAndAfterwardsAnswersOnTheSamePort() throws Exception {
    assertThat(client.describe(picture).statusCode()).isEqualTo(200);

    vlm.goDown();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), vlm.port()).close())
        .isInstanceOf(ConnectException.class);

    vlm.comeBack();
    try (ChatClient fresh = new ChatClient(vlm.chatUrl())) {
      assertThat(fresh.describe(picture).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void goingDownResetsTheCallsInFlight() throws Exception {
    vlm.behave(VlmBehaviour.INSTANT.withLatency(Duration.ofSeconds(1)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> call = threads.submit(() -> client.describe(picture));
      Eventually.assertThat(Duration.ofSeconds(10), () -> assertThat(vlm.inFlight()).isEqualTo(1));

      vlm.goDown();

      assertThatThrownBy(call::get).hasRootCauseInstanceOf(IOException.class);
    }
    Eventually.assertThat(Duration.ofSeconds(10), () -> assertThat(vlm.calls()).isNotEmpty());
    assertThat(vlm.calls()).extracting(VlmCall::status).containsOnly(0);
  }

  @Test
  void moreCallsThanSlotsAndQueueAreTurnedAway() throws Exception {
    vlm.behave(VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(500)).withCapacity(2, 1));

    List<Integer> statuses = describeAll(6);

    assertThat(statuses).filteredOn(status -> status == 429).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
    assertThat(vlm.maxInFlight()).isBetween(3, 6);
  }

  @Test
  void sixtyFourSlotsServeSixtyFourCallsPerLatency() throws Exception {
    vlm.behave(
        VlmBehaviour.INSTANT
            .withLatency(Duration.ofMillis(250))
            .withCapacity(64, 1_000)
            .withoutBodies());
    var _ = describeAll(64); // Connections, classes.
    vlm.clearCalls();

    long start = System.nanoTime();
    assertThat(describeAll(512)).containsOnly(200);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

    assertThat(elapsed).isGreaterThanOrEqualTo(Duration.ofSeconds(2)); // 8 waves of 250 ms.
    assertThat(elapsed).isLessThan(Duration.ofSeconds(12)); // Even on a busy machine.
    assertThat(vlm.callsByPicture()).hasSize(512);
  }

  private List<Integer> describeAll(int calls) throws Exception {
    List<byte[]> pictures =
        IntStream.range(0, calls).mapToObj(seed -> ChatClient.png(seed, 40, 40)).toList();
    List<Callable<Integer>> tasks =
        pictures.stream()
            .<Callable<Integer>>map(
                bytes -> () -> client.describe(bytes, Duration.ofSeconds(30)).statusCode())
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }
}
