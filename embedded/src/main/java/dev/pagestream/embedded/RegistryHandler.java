package dev.pagestream.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP and JSON around the registry: reads a bounded body, writes answers and refusals.
final class RegistryHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_BYTES = 2 << 20;
  private static final long DRAINED_BYTES = 64L << 20;

  private final RegistryApi api;

  RegistryHandler(RegistryApi api) {
    this.api = api;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      send(exchange, 200, api.call(request(exchange)));
    } catch (Refusal refusal) {
      send(exchange, refusal.status(), error(refusal.code(), refusal.reason()));
    } catch (IOException | RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("path", exchange.getRequestURI().getPath())
          .log("Registry request failed");
      send(exchange, 500, error(50001, "Error in the backend data store"));
    }
  }

  private static RegistryApi.Request request(HttpExchange exchange) throws IOException, Refusal {
    List<String> path =
        Stream.of(exchange.getRequestURI().getRawPath().split("/"))
            .filter(part -> !part.isEmpty())
            .map(RegistryHandler::decoded)
            .toList();
    @Nullable String query = exchange.getRequestURI().getQuery();
    return new RegistryApi.Request(
        exchange.getRequestMethod(), path, query == null ? "" : query, body(exchange));
  }

  /// `+` is a plus in a path, a blank only in a form.
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode body(HttpExchange exchange) throws IOException, Refusal {
    InputStream in = exchange.getRequestBody();
    byte[] bytes = in.readNBytes(BODY_BYTES + 1);
    if (bytes.length > BODY_BYTES) {
      // Who still sends when the connection closes does not see the answer.
      for (long left = DRAINED_BYTES, read = 1; left > 0 && read > 0; left -= read) {
        read = in.read(bytes);
      }
      throw Refusal.tooLarge(BODY_BYTES);
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("The body is not JSON");
    }
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("error_code", code, "message", message);
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
