package dev.pagestream.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pagestream.cli.progress.ProgressDisplay;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.document.export.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that has no room for more requests at the moment says so, and takes them later.
class BusyServerIT {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void isAskedAgainUntilItHasRoom(@TempDir Path directory) throws Exception {
    Path report = Files.writeString(directory.resolve("report.md"), "# Report");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/convert/file/async", rest -> busyFirst(rest, "{\"task_id\":\"t\"}"));
    server.createContext(
        "/v1/status/poll/t", rest -> busyFirst(rest, "{\"task_status\":\"success\"}"));
    server.createContext(
        "/v1/result/t",
        rest ->
            busyFirst(rest, "{\"status\":\"success\",\"document\":{\"md_content\":\"# Report\"}}"));
    server.start();
    try (ConversionClient client =
        new ConversionClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      List<Converted> converted =
          new ConversionRun(
                  client,
                  Optional.empty(),
                  new ProgressDisplay(
                      new PrintStream(
                          OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                      false),
                  Map.of(),
                  List.of(OutputFormat.MD),
                  directory.resolve("out"))
              .convert(List.of(Input.parse(report.toString())));

      assertThat(converted).extracting(Converted::status).containsExactly("success");
      assertThat(directory.resolve("out/report.md")).hasContent("# Report");
      assertThat(calls).hasValue(6);
    } finally {
      server.stop(0);
    }
  }

  /// Every second call is refused.
  private void busyFirst(HttpExchange exchange, String answer) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean busy = calls.getAndIncrement() % 2 == 0;
      byte[] body =
          (busy ? "{\"detail\":\"Server is busy\"}" : answer).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
