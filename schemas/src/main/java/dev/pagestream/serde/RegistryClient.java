package dev.pagestream.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Talks to a schema registry that speaks Confluent's REST protocol. Blocking, thread-safe,
/// remembers nothing.
///
/// Every call throws [RegistryUnavailableException] when no registry can be asked now, and
/// [RegistryRefusedException] when one said no. With several URLs, each is tried once, in turn.
public final class RegistryClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType MEDIA_TYPE =
      MediaType.get("application/vnd.schemaregistry.v1+json");
  private static final String ACCEPT = MEDIA_TYPE + ", application/json";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final long ANSWER_BYTES = 16 << 20;

  private final SerdeSettings settings;
  private final OkHttpClient http;

  RegistryClient(SerdeSettings settings) {
    this.settings = settings;
    // HTTP/1.1 only: registries behind FastAPI or old proxies mishandle the upgrade.
    this.http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(CALL_TIMEOUT)
            .callTimeout(CALL_TIMEOUT)
            .followRedirects(false)
            .build();
  }

  /// @param properties Confluent's keys: `schema.registry.url`, `basic.auth.*`
  /// @throws org.apache.kafka.common.config.ConfigException naming the key that is missing or wrong
  public static RegistryClient create(Map<String, ?> properties) {
    return new RegistryClient(SerdeSettings.of(properties));
  }

  /// A schema under a subject.
  ///
  /// @param version from 1
  public record Version(int id, int version, Schema schema) {}

  /// Registers the schema, or finds it registered. Returns its id.
  ///
  /// @throws IncompatibleSchemaException when the subject's level forbids it
  public int register(String subject, Schema schema) {
    return id(post("/subjects/" + encoded(subject) + "/versions", schema));
  }

  /// Finds a schema that must have been registered.
  public Version lookup(String subject, Schema schema) {
    return version(post("/subjects/" + encoded(subject), schema));
  }

  public Version latest(String subject) {
    return version(call("GET", "/subjects/" + encoded(subject) + "/versions/latest", null));
  }

  public Schema schema(int id) {
    return parsed(call("GET", "/schemas/ids/" + id, null));
  }

  /// Whether the schema fits the subject's latest version under the subject's level.
  public boolean isCompatible(String subject, Schema schema) {
    String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest";
    return post(path, schema).path("is_compatible").asBoolean();
  }

  /// The subject's level, or the one it inherits.
  public String compatibility(String subject) {
    String path = "/config/" + encoded(subject) + "?defaultToGlobal=true";
    return call("GET", path, null).path("compatibilityLevel").asText();
  }

  /// @param level BACKWARD, FULL_TRANSITIVE ...
  public void setCompatibility(String subject, String level) {
    String body = JSON.createObjectNode().put("compatibility", level).toString();
    JsonNode _ = call("PUT", "/config/" + encoded(subject), body);
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private JsonNode post(String path, Schema schema) {
    return call("POST", path, JSON.createObjectNode().put("schema", schema.toString()).toString());
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    @Nullable RegistryUnavailableException unavailable = null;
    for (String url : settings.urls()) {
      try {
        return callOne(url, method, path, body);
      } catch (RegistryUnavailableException e) {
        if (unavailable != null) {
          e.addSuppressed(unavailable);
        }
        unavailable = e;
      }
    }
    throw unavailable == null ? new IllegalStateException("No registry") : unavailable;
  }

  private JsonNode callOne(String url, String method, String path, @Nullable String body) {
    Request.Builder request =
        new Request.Builder()
            .url(url + path)
            .header("Accept", ACCEPT)
            .method(method, body == null ? null : json(body));
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    try (Response response = http.newCall(request.build()).execute()) {
      return read(method + " " + path, response);
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          "The schema registry at " + url + " does not answer", e);
    }
  }

  /// As bytes: a body made from text gets a charset, which old registries refuse.
  private static RequestBody json(String body) {
    return RequestBody.create(body.getBytes(StandardCharsets.UTF_8), MEDIA_TYPE);
  }

  private static JsonNode read(String call, Response response) throws IOException {
    JsonNode answer = bounded(response.body().source());
    if (response.isSuccessful()) {
      if (!answer.isObject()) {
        throw new RegistryUnavailableException(call + " was not answered with a JSON object");
      }
      return answer;
    }
    int code = answer.path("error_code").asInt(response.code());
    String message = "%s: %d %s".formatted(call, code, answer.path("message").asText(""));
    throw switch (response.code()) {
      case 401, 403, 407 ->
          new RegistryUnavailableException(
              "The schema registry refuses our credentials: " + message);
      case 408, 429 -> new RegistryUnavailableException(message);
      case 409 -> new IncompatibleSchemaException(code, message);
      default ->
          response.code() / 100 == 4
              ? new RegistryRefusedException(code, message)
              : new RegistryUnavailableException(message);
    };
  }

  /// What is no JSON, or too long, reads as missing: an error page of a proxy has its status all
  /// the same.
  private static JsonNode bounded(BufferedSource source) throws IOException {
    if (source.request(ANSWER_BYTES + 1)) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(source.readByteArray());
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  private static Version version(JsonNode answer) {
    return new Version(id(answer), answer.path("version").asInt(), parsed(answer));
  }

  /// Never a guess: records would be written under it.
  private static int id(JsonNode answer) {
    if (!answer.path("id").isInt()) {
      throw new RegistryUnavailableException("The schema registry answered without an id");
    }
    return answer.path("id").asInt();
  }

  private static Schema parsed(JsonNode answer) {
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new RegistryRefusedException(42201, "Not an Avro schema: " + e.getMessage());
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
