package dev.pagestream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryClientIT {
  private static final Schema SCHEMA = SchemaBuilder.record("Event").fields().endRecord();

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void registersUnderAnEncodedSubjectInConfluentsMediaType() throws Exception {
    server.enqueue(answer(200, "{\"id\":7}"));

    try (RegistryClient client = client(url())) {
      assertThat(client.register("a b/c-value", SCHEMA)).isEqualTo(7);
    }

    RecordedRequest request = taken();
    assertThat(request.getTarget()).isEqualTo("/subjects/a%20b%2Fc-value/versions");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(body(request)).startsWith("{\"schema\":");
  }

  @Test
  void sendsUserInfoAsBasicCredentials() throws Exception {
    server.enqueue(answer(200, "{\"schema\":\"\\\"string\\\"\"}"));

    try (RegistryClient client =
        RegistryClient.create(
            Map.of(
                "schema.registry.url", url(),
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "user:pass:word"))) {
      assertThat(client.schema(1)).isEqualTo(Schema.create(Schema.Type.STRING));
    }

    assertThat(taken().getHeaders().get("Authorization")).isEqualTo("Basic dXNlcjpwYXNzOndvcmQ=");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407, 408, 429, 500, 502, 503, 504, 302})
  void anOutageIsRetriable(int status) {
    // Twice: after 408 OkHttp itself asks again, once.
    server.enqueue(answer(status, "{\"error_code\":%d,\"message\":\"busy\"}".formatted(status)));
    server.enqueue(answer(status, "{\"error_code\":%d,\"message\":\"busy\"}".formatted(status)));

    try (RegistryClient client = client(url())) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> client.schema(1))
          .isInstanceOf(RetriableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 413, 422})
  void aRefusalIsFinal(int status) {
    server.enqueue(answer(status, "{\"error_code\":%d03,\"message\":\"no\"}".formatted(status)));

    try (RegistryClient client = client(url())) {
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> client.schema(1))
          .satisfies(e -> assertThat(e.code()).isEqualTo(status * 100 + 3))
          .withMessageContaining("/schemas/ids/1");
    }
  }

  @Test
  void anIncompatibleSchemaHasItsOwnType() {
    server.enqueue(answer(409, "{\"error_code\":409,\"message\":\"reader field missing\"}"));

    try (RegistryClient client = client(url())) {
      assertThatExceptionOfType(IncompatibleSchemaException.class)
          .isThrownBy(() -> client.register("s", SCHEMA))
          .withMessageContaining("reader field missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "null"})
  void anAnswerThatIsNoObjectIsAnOutage(String body) {
    server.enqueue(answer(200, body));

    try (RegistryClient client = client(url())) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> client.register("s", SCHEMA));
    }
  }

  @Test
  void anAnswerWithoutAnIdIsAnOutage() {
    server.enqueue(answer(200, "{}"));

    try (RegistryClient client = client(url())) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> client.register("s", SCHEMA));
    }
  }

  @Test
  void theNextRegistryIsAskedWhenOneIsDownButNotWhenItRefuses() throws Exception {
    MockWebServer down = new MockWebServer();
    down.start();
    String downUrl = down.url("/").toString();
    down.close();
    server.enqueue(answer(200, "{\"id\":7}"));
    server.enqueue(answer(404, "{\"error_code\":40403,\"message\":\"no\"}"));

    try (RegistryClient client = client(downUrl + ", " + url())) {
      assertThat(client.register("s", SCHEMA)).isEqualTo(7);
    }
    try (RegistryClient client = client(url() + "," + downUrl)) {
      assertThatExceptionOfType(RegistryRefusedException.class).isThrownBy(() -> client.schema(1));
    }
  }

  private String url() {
    return server.url("/").toString();
  }

  private static RegistryClient client(String urls) {
    return RegistryClient.create(Map.of("schema.registry.url", urls));
  }

  private RecordedRequest taken() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
  }

  private static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody(), "no body").utf8();
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }
}
