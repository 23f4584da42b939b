package dev.pagestream.runtime.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.lifecycle.Service;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// `/livez`, `/readyz` and `/metrics`, for the platform around a service.
///
/// Live is 200 until the service has ended by itself, and says nothing about dependencies:
/// restarting does not repair them. Ready is 503 with the reason while the service cannot do its
/// work, and 200 with `warnings` when it can but somebody should look. Thread-safe.
public final class AdminServer implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final JsonMapper json = new JsonMapper();
  private final PrometheusMeterRegistry meters;
  private final Service service;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Thread watcher;
  private volatile boolean terminated;

  private AdminServer(AdminConfig config, PrometheusMeterRegistry meters, Service service)
      throws IOException {
    this.meters = meters;
    this.service = service;
    this.server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), BACKLOG);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
    this.watcher = Thread.ofVirtual().name("admin-watch").unstarted(this::watch);
  }

  /// @throws IOException when the address cannot be listened on
  public static AdminServer start(
      AdminConfig config, PrometheusMeterRegistry meters, Service service) throws IOException {
    AdminServer admin = new AdminServer(config, meters, service);
    admin.server.setExecutor(admin.threads);
    admin.server.createContext("/", admin::handle);
    admin.watcher.start();
    admin.server.start();
    return admin;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// Host and port it listens on.
  public String address() {
    return server.getAddress().getHostString() + ":" + port();
  }

  private void watch() {
    try {
      service.awaitTermination();
      terminated = true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" -> route(exchange);
        case String _ -> send(exchange, 405, JSON, status("method not allowed"));
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/livez" ->
          sendHealth(
              exchange,
              terminated ? Optional.of("service ended after a fatal error") : Optional.empty(),
              List.of());
      case "/readyz" ->
          sendHealth(
              exchange,
              terminated ? Optional.of("service ended") : service.notReady(),
              service.warnings());
      case "/metrics" -> send(exchange, 200, PROMETHEUS, meters.scrape());
      case String _ -> send(exchange, 404, JSON, status("not found"));
    }
  }

  private void sendHealth(HttpExchange exchange, Optional<String> problem, List<String> warnings)
      throws IOException {
    if (problem.isEmpty() && warnings.isEmpty()) {
      send(exchange, 200, JSON, status("ok"));
    } else if (problem.isEmpty()) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("status", "ok");
      body.put("warnings", warnings);
      send(exchange, 200, JSON, json.writeValueAsString(body));
    } else {
      send(
          exchange,
          503,
          JSON,
          json.writeValueAsString(Map.of("status", "unavailable", "reason", problem.get())));
    }
  }

  private String status(String status) {
    return json.writeValueAsString(Map.of("status", status));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    watcher.interrupt();
    threads.shutdownNow();
  }
}
