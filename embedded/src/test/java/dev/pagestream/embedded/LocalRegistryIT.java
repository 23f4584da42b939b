package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pagestream.serde.IncompatibleSchemaException;
import dev.pagestream.serde.RegistryClient;
import dev.pagestream.serde.RegistryRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRegistryIT {
  private static final Schema ONE = schema("{'name': 'id', 'type': 'string'}");

  /// Reads ONE and is read by it.
  private static final Schema TWO =
      schema("{'name': 'id', 'type': 'string'}, {'name': 'n', 'type': 'int', 'default': 0}");

  /// Reads TWO and ONE, but neither reads it; without the default it does not read ONE.
  private static final Schema STRICT =
      schema("{'name': 'id', 'type': 'string'}, {'name': 'n', 'type': 'int'}");

  @TempDir Path directory;

  @Test
  void anIdBelongsToASchemaAndCountsFromOne() {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      assertThat(client.register("a", ONE)).isEqualTo(1);
      assertThat(client.register("a", TWO)).isEqualTo(2);
      assertThat(client.register("b", TWO)).isEqualTo(2);
      assertThat(client.register("a", ONE)).isEqualTo(1);

      assertThat(client.lookup("a", TWO)).isEqualTo(new RegistryClient.Version(2, 2, TWO));
      assertThat(client.lookup("b", TWO)).isEqualTo(new RegistryClient.Version(2, 1, TWO));
      assertThat(client.latest("a").schema()).isEqualTo(TWO);
      assertThat(client.schema(1)).isEqualTo(ONE);
    }
  }

  @Test
  void idsAndLevelsSurviveARestart() {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.setCompatibility("b", "NONE");
      client.register("a", ONE);
      client.register("b", STRICT);
      client.register("a", TWO);
    }

    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      assertThat(client.register("a", TWO)).isEqualTo(3);
      assertThat(client.lookup("b", STRICT).id()).isEqualTo(2);
      assertThat(client.register("b", schema(""))).isEqualTo(4);
    }
  }

  @Test
  void aLineCutOffByACrashIsDropped() throws IOException {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.register("a", ONE);
    }
    Files.writeString(file(), "{\"subject\":\"b\",\"sch", StandardOpenOption.APPEND);

    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      assertThat(client.register("b", TWO)).isEqualTo(2);
    }
    assertThat(Files.readString(file()).lines()).hasSize(2);
  }

  @Test
  void backwardIsTheDefaultAndLooksAtTheLatestVersionOnly() {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.register("a", ONE);
      assertThat(client.isCompatible("a", STRICT)).isFalse();
      assertThatExceptionOfType(IncompatibleSchemaException.class)
          .isThrownBy(() -> client.register("a", STRICT))
          .withMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");

      client.register("a", TWO);
      assertThat(client.isCompatible("a", STRICT)).isTrue();
      assertThat(client.register("a", STRICT)).isEqualTo(3);
    }
  }

  @Test
  void transitiveLooksAtAllVersions() {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.setCompatibility("a", "BACKWARD_TRANSITIVE");
      client.register("a", ONE);
      client.register("a", TWO);

      assertThatExceptionOfType(IncompatibleSchemaException.class)
          .isThrownBy(() -> client.register("a", STRICT));
    }
  }

  @Test
  void unknownThingsHaveConfluentsCodes() throws Exception {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.register("a", ONE);

      assertCode(40401, () -> client.lookup("none", ONE));
      assertCode(40403, () -> client.lookup("a", TWO));
      assertCode(40403, () -> client.schema(99));
      assertCode(40401, () -> client.latest("none"));
      assertCode(42203, () -> client.setCompatibility("a", "SIDEWAYS"));
      assertThat(get(registry, "/subjects/a/versions/2").body()).contains("40402");
      assertThat(get(registry, "/subjects/a/versions/x").body()).contains("42202");
      assertThat(get(registry, "/nothing").statusCode()).isEqualTo(404);
      assertThat(send(registry, "DELETE", "/subjects/a", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aBodyThatIsNoSchemaIsRefused() throws Exception {
    try (LocalRegistry registry = start()) {
      String path = "/subjects/a/versions";

      assertThat(send(registry, "POST", path, "{\"schema\":\"nonsense\"}").body())
          .contains("42201");
      assertThat(send(registry, "POST", path, "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}").body())
          .contains("42201");
      assertThat(send(registry, "POST", path, "").body()).contains("42201");
      assertThat(send(registry, "POST", path, "{").statusCode()).isEqualTo(400);
      assertThat(send(registry, "POST", path, " ".repeat(3 << 20)).statusCode()).isEqualTo(413);
      assertThat(get(registry, "/subjects").body()).isEqualTo("[]");
    }
  }

  @Test
  void toolsFindTheirWay() throws Exception {
    try (LocalRegistry registry = start();
        RegistryClient client = client(registry)) {
      client.register("a b/c", ONE);

      assertThat(get(registry, "/subjects").body()).isEqualTo("[\"a b/c\"]");
      assertThat(get(registry, "/subjects/a%20b%2Fc/versions").body()).isEqualTo("[1]");
      assertThat(get(registry, "/subjects/a%20b%2Fc/versions/-1").body()).contains("\"id\":1");
      assertThat(get(registry, "/schemas/types").body()).isEqualTo("[\"AVRO\"]");
      assertThat(get(registry, "/config").body())
          .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
      assertThat(get(registry, "/config/a").body()).contains("40408");
      assertThat(get(registry, "/config/a?defaultToGlobal=true").body()).contains("BACKWARD");
      assertThat(send(registry, "PUT", "/config", "{\"compatibility\":\"FULL\"}").body())
          .isEqualTo("{\"compatibility\":\"FULL\"}");
      assertThat(get(registry, "/config").body()).contains("FULL");
    }
  }

  @Test
  void aSecondRegistryOnTheFileIsRefused() {
    try (LocalRegistry registry = start()) {
      assertThat(registry.url()).startsWith("http://127.0.0.1:");
      assertThatIllegalStateException().isThrownBy(this::start).withMessageContaining("already");
    }
    start().close();
  }

  private static void assertCode(int code, Runnable call) {
    assertThatExceptionOfType(RegistryRefusedException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private LocalRegistry start() {
    return LocalRegistry.start(file(), 0);
  }

  private Path file() {
    return directory.resolve("registry.jsonl");
  }

  private static RegistryClient client(LocalRegistry registry) {
    return RegistryClient.create(Map.of("schema.registry.url", registry.url()));
  }

  private static HttpResponse<String> get(LocalRegistry registry, String path) throws Exception {
    return send(registry, "GET", path, "");
  }

  private static HttpResponse<String> send(
      LocalRegistry registry, String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private static Schema schema(String fields) {
    String json = "{'type': 'record', 'name': 'Event', 'fields': [%s]}".formatted(fields);
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
