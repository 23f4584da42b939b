package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.client.VlmReply.Answered;
import dev.pagestream.vlm.client.VlmReply.Reason;
import dev.pagestream.vlm.client.VlmReply.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many calls to watsonx at once whose common token is refused: one of them exchanges the key, the
/// others wait for what it gets.
class ExpiredTokenIT {
  private static final int CALLS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final MockWebServer web = new MockWebServer();
  private final Service service = new Service();
  private final HttpVlmClient client = new HttpVlmClient(1 << 20, CALLS, InstantSource.system());

  @BeforeEach
  void start() throws IOException {
    web.setDispatcher(service);
    web.start();
  }

  @AfterEach
  void stop() {
    client.close();
    web.close();
  }

  @Test
  void exchangesTheKeyOnceForAllCallsAtTheStart() throws Exception {
    assertThat(callAtOnce()).hasSize(CALLS).allSatisfy(ExpiredTokenIT::assertAnswered);

    assertThat(service.exchanges).hasValue(1);
  }

  @Test
  void exchangesTheKeyOnceForAllCallsWhoseTokenIsRefused() throws Exception {
    assertAnswered(client.call(request()));
    service.expireForAllAtOnce();

    assertThat(callAtOnce()).hasSize(CALLS).allSatisfy(ExpiredTokenIT::assertAnswered);

    assertThat(service.exchanges).hasValue(2);
    assertThat(service.mostAtOnce).hasValue(1);
    assertThat(service.refused).hasValue(CALLS);
  }

  /// Else a clock that is wrong over there would have keys exchanged without end.
  @Test
  void triesANewTokenOnlyOncePerCall() throws Exception {
    service.accepted.set("none");

    assertThat(callAtOnce())
        .hasSize(CALLS)
        .allSatisfy(reply ->
            assertThat(reply)
                .isInstanceOfSatisfying(
                    Unavailable.class,
                    down -> assertThat(down.reason()).isEqualTo(Reason.UNAUTHORISED)));

    assertThat(service.refused).hasValue(2 * CALLS);
    assertThat(service.mostAtOnce).hasValue(1);
  }

  private List<VlmReply> callAtOnce() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<VlmReply>> replies =
          Stream.generate(() -> callers.submit(() -> client.call(request()))).limit(CALLS).toList();
      callers.shutdown();
      List<VlmReply> all = new ArrayList<>();
      for (Future<VlmReply> reply : replies) {
        all.add(reply.get());
      }
      return all;
    }
  }

  private static void assertAnswered(VlmReply reply) {
    assertThat(reply).isInstanceOf(Answered.class);
  }

  private VlmRequest request() {
    return Requests.watsonx(web.url("/").toString(), "0123456789", LIMIT);
  }

  /// Token service and model server in one. Knows the token it handed out last.
  private static final class Service extends Dispatcher {
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger exchanging = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<String> accepted = new AtomicReference<>("");
    private volatile CountDownLatch together = new CountDownLatch(0);

    /// From now on the token is too old, and nobody hears of it before all callers have come with
    /// it.
    void expireForAllAtOnce() {
      together = new CountDownLatch(CALLS);
      accepted.set("token-2");
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      return request.getTarget().startsWith("/identity/") ? token() : answer(request);
    }

    private MockResponse token() {
      mostAtOnce.accumulateAndGet(exchanging.incrementAndGet(), Math::max);
      String token = "token-" + exchanges.incrementAndGet();
      accepted.compareAndSet("", token);
      exchanging.decrementAndGet();
      return new MockResponse.Builder()
          .body("{\"access_token\":\"" + token + "\",\"expires_in\":3600}")
          .build();
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
      if (("Bearer " + accepted.get()).equals(request.getHeaders().get("Authorization"))) {
        return new MockResponse.Builder()
            .body(
                "{\"choices\":[{\"message\":{\"content\":\"A heron.\"},\"finish_reason\":\"stop\"}]}")
            .build();
      }
      together.countDown();
      together.await();
      refused.incrementAndGet();
      return new MockResponse.Builder()
          .code(401)
          .body(
              "{\"errors\":[{\"code\":\"authentication_token_expired\",\"message\":\"expired\"}],\"status_code\":401}")
          .build();
    }
  }
}
