package dev.pagestream.standalone.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// An OpenAI-compatible endpoint that is no model: `POST /v1/chat/completions` and `GET /v1/models`
/// on 127.0.0.1. Every answer says that it is a stand-in. Thread-safe.
public final class StandInModel implements AutoCloseable {
  /// The model name it answers to.
  public static final String MODEL = "pagestream-stand-in";

  private static final int MAX_BODY_BYTES = 32 << 20;

  /// Pictures decoded at once; each may take tens of megabytes.
  private static final int MAX_DECODING = 4;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore decoding = new Semaphore(MAX_DECODING);
  private final JsonMapper json = JsonMapper.builder().build();
  private final AtomicLong answered = new AtomicLong();

  private StandInModel(HttpServer server) {
    this.server = server;
  }

  /// Starts on a free port.
  ///
  /// @throws IOException when no port can be opened
  public static StandInModel start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StandInModel model = new StandInModel(server);
    server.createContext("/v1/chat/completions", model::complete);
    server.createContext("/v1/models", model::models);
    server.setExecutor(model.threads);
    server.start();
    return model;
  }

  /// The full URL of the chat completions endpoint.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void models(HttpExchange exchange) throws IOException {
    send(
        exchange,
        200,
        Map.of("object", "list", "data", List.of(Map.of("id", MODEL, "object", "model"))));
  }

  private void complete(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, 405, "use POST");
      return;
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MAX_BODY_BYTES + 1);
    }
    if (body.length > MAX_BODY_BYTES) {
      refuse(exchange, 413, "the request is larger than " + MAX_BODY_BYTES + " bytes");
      return;
    }
    switch (describe(body)) {
      case StandInDescriber.Reply.Described described -> {
        answered.incrementAndGet();
        send(exchange, 200, completion(described));
      }
      case StandInDescriber.Reply.Refused refused -> refuse(exchange, 400, refused.message());
    }
  }

  private StandInDescriber.Reply describe(byte[] body) {
    decoding.acquireUninterruptibly();
    try {
      return StandInDescriber.reply(body);
    } finally {
      decoding.release();
    }
  }

  private Map<String, Object> completion(StandInDescriber.Reply.Described described) {
    return Map.of(
        "id", "standin-" + answered.get(),
        "object", "chat.completion",
        "created", Instant.now().getEpochSecond(),
        "model", described.model(),
        "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "finish_reason",
                    "stop",
                    "message",
                    Map.of("role", "assistant", "content", described.text()))));
  }

  private void refuse(HttpExchange exchange, int status, String message) throws IOException {
    send(
        exchange,
        status,
        Map.of(
            "error", Map.of("message", message, "type", "invalid_request_error", "code", status)));
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
