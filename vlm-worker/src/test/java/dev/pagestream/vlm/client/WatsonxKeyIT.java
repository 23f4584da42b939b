package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.client.VlmReply.Answered;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key of watsonx on its way to a token and to a call.
class WatsonxKeyIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final HttpVlmClient client = new HttpVlmClient(1 << 20, 8, InstantSource.system());
  private final MockWebServer web = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    web.start();
  }

  @AfterEach
  void stop() {
    client.close();
    web.close();
  }

  @Test
  void exchangesAKeyOnceAndRenewsATokenTheServerFindsTooOld() throws Exception {
    web.enqueue(token("t-1", 3600));
    web.enqueue(
        new MockResponse.Builder()
            .code(401)
            .body(
                "{\"errors\":[{\"code\":\"authentication_token_expired\",\"message\":\"expired\"}],\"status_code\":401}")
            .build());
    web.enqueue(token("t-2", 3600));
    web.enqueue(answer());
    web.enqueue(answer());
    VlmRequest request = watsonx();

    assertThat(client.call(request)).isInstanceOf(Answered.class);
    assertThat(client.call(request)).isInstanceOf(Answered.class);

    RecordedRequest exchange = web.takeRequest();
    assertThat(Objects.requireNonNull(exchange.getBody()).utf8())
        .isEqualTo("grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=s3cr3t");
    RecordedRequest first = web.takeRequest();
    assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
    assertThat(first.getTarget()).isEqualTo("/ml/v1/text/chat?version=2023-05-29");
    assertThat(Objects.requireNonNull(first.getBody()).utf8())
        .contains("\"model_id\": \"m\", \"project_id\": \"p\"");
    web.takeRequest();
    assertThat(web.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t-2");
    assertThat(web.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t-2");
    assertThat(web.getRequestCount()).isEqualTo(5);
  }

  @Test
  void pausesWhenTheKeyIsRefusedWithoutQuotingIt() throws Exception {
    web.enqueue(new MockResponse.Builder().code(400).body("no key s3cr3t").build());

    assertThat(client.call(watsonx()))
        .isInstanceOfSatisfying(
            VlmReply.Unavailable.class,
            down -> {
              assertThat(down.reason()).isEqualTo(VlmReply.Reason.UNAUTHORISED);
              assertThat(down.message()).doesNotContain("s3cr3t");
            });
  }

  private VlmRequest watsonx() {
    return Requests.watsonx(web.url("/").toString(), "s3cr3t", SOON);
  }

  private static MockResponse token(String token, int life) {
    return new MockResponse.Builder()
        .body("{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(token, life))
        .build();
  }

  private static MockResponse answer() {
    return new MockResponse.Builder()
        .body(
            "{\"model_id\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"A cat.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
        .build();
  }
}
