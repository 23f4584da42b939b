package dev.pagestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFetcherIT {
  private static final byte[] CONTENT = "%PDF-content".getBytes(StandardCharsets.US_ASCII);

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private HttpServer server;
  private HttpServer elsewhere;

  @TempDir Path directory;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/a.pdf", exchange -> answer(exchange, 200));
    server.createContext("/gone", exchange -> answer(exchange, 404));
    server.createContext("/busy", exchange -> answer(exchange, 503));
    server.createContext("/away", exchange -> redirect(exchange, url(elsewhere, "/b.pdf")));
    server.createContext("/loop", exchange -> redirect(exchange, url(server, "/loop")));
    server.createContext("/silent", _ -> {});
    server.createContext("/dawdle", this::dawdle);
    elsewhere.createContext("/b.pdf", exchange -> answer(exchange, 200));
    server.start();
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    stopping.countDown();
    server.stop(0);
    elsewhere.stop(0);
  }

  @Test
  void aFileIsFetchedWithTheGivenHeaders() throws Exception {
    try (SourceFetcher fetcher = fetcher(true, 1000);
        SpooledFile file =
            fetcher.fetch(url(server, "/a.pdf"), Map.of("Authorization", "Bearer k"))) {
      assertThat(Files.readAllBytes(file.path())).isEqualTo(CONTENT);
      assertThat(file.bytes()).isEqualTo(CONTENT.length);
      assertThat(authorizations).containsExactly("Bearer k");
    }
  }

  @Test
  void aRedirectIsFollowedButHeadersStayWithTheirServer() throws Exception {
    try (SourceFetcher fetcher = fetcher(true, 1000);
        SpooledFile file =
            fetcher.fetch(url(server, "/away"), Map.of("Authorization", "Bearer k"))) {
      assertThat(file.bytes()).isEqualTo(CONTENT.length);
      assertThat(authorizations).containsExactly("Bearer k", "null");
    }
  }

  @Test
  void loopbackIsForbiddenByAddressAndByName() {
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1")) {
      SourceRefusedException refused =
          refused(
              fetcher(false, 1000),
              "http://" + host + ":" + server.getAddress().getPort() + "/a.pdf");

      assertThat(refused.code())
          .as(host)
          .isIn(FailureCode.SOURCE_FORBIDDEN, FailureCode.SOURCE_UNREACHABLE);
    }
    assertThat(authorizations).isEmpty();
    assertThat(refused(fetcher(false, 1000), url(server, "/a.pdf")))
        .returns(FailureCode.SOURCE_FORBIDDEN, SourceRefusedException::code)
        .extracting(SourceRefusedException::sentence)
        .asString()
        .contains("private, link-local or loopback address");
  }

  @Test
  void aMissingFileIsUnreachableWithTheStatus() {
    assertThat(refused(fetcher(true, 1000), url(server, "/gone?token=secret")))
        .returns(FailureCode.SOURCE_UNREACHABLE, SourceRefusedException::code)
        .returns(false, SourceRefusedException::passing)
        .returns(
            "The URL " + url(server, "/gone") + " cannot be fetched: the server answered HTTP 404.",
            SourceRefusedException::sentence);
  }

  @Test
  void aBusyServerMayBeAskedAgain() {
    assertThat(refused(fetcher(true, 1000), url(server, "/busy")).passing()).isTrue();
  }

  @Test
  void aRefusedConnectionIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    assertThat(refused(fetcher(true, 1000), "http://127.0.0.1:" + free + "/a.pdf").sentence())
        .endsWith("cannot be fetched: the connection was refused.");
  }

  @Test
  void aSilentServerIsGivenUp() {
    assertThat(refused(fetcher(true, 1000), url(server, "/silent")).code())
        .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
  }

  @Test
  void endlessRedirectsAreGivenUp() {
    assertThat(refused(fetcher(true, 1000), url(server, "/loop")).sentence())
        .endsWith("it redirects more than 5 times.");
  }

  @Test
  void allRedirectsTogetherHaveOneLimit() {
    SourceFetcher fetcher =
        new SourceFetcher(new Spool(directory), 1000, true, Duration.ofSeconds(1));

    assertThat(refused(fetcher, url(server, "/dawdle")).sentence())
        .endsWith("it took longer than 1 s.");
  }

  @Test
  void aFileOverTheLimitIsRefusedAndNotKept() throws IOException {
    assertThat(refused(fetcher(true, CONTENT.length - 1), url(server, "/a.pdf")).code())
        .isEqualTo(FailureCode.SOURCE_TOO_LARGE);
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private static SourceRefusedException refused(SourceFetcher fetcher, String url) {
    try (fetcher) {
      return catchThrowableOfType(SourceRefusedException.class, () -> fetcher.fetch(url, Map.of()));
    }
  }

  private SourceFetcher fetcher(boolean allowPrivate, long maxBytes) {
    return new SourceFetcher(new Spool(directory), maxBytes, allowPrivate, Duration.ofSeconds(2));
  }

  private static String url(HttpServer server, String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      exchange.sendResponseHeaders(status, CONTENT.length);
      exchange.getResponseBody().write(CONTENT);
    }
  }

  private void dawdle(HttpExchange exchange) throws IOException {
    try {
      var _ = stopping.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    redirect(exchange, url(server, "/dawdle"));
  }

  private void redirect(HttpExchange exchange, String location) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    }
  }
}
