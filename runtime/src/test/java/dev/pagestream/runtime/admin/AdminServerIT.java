package dev.pagestream.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.lifecycle.FakeService;
import dev.pagestream.runtime.telemetry.ServiceMeters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AdminServerIT {
  private final ServiceMeters meters = ServiceMeters.create("page-worker");
  private final FakeService service = new FakeService();
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    server = AdminServer.start(new AdminConfig("127.0.0.1", 0), meters.registry(), service);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    meters.close();
  }

  @Test
  void isReadyAndLiveWhileTheServiceIsWell() throws Exception {
    assertThat(get("/readyz").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReadyButLiveWhileADependencyIsAway() throws Exception {
    service.problem("waiting for \"blobstore\"");

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("waiting for \\\"blobstore\\\"");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyWithAWarningWhenSomebodyShouldLook() throws Exception {
    service.warning("lane gpu is paused: 401");

    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body())
        .isEqualTo("{\"status\":\"ok\",\"warnings\":[\"lane gpu is paused: 401\"]}");
    assertThat(get("/livez").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void isNotLiveOnceTheServiceHasEnded() throws Exception {
    service.die();

    HttpResponse<String> live = get("/livez");
    long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (live.statusCode() == 200 && System.nanoTime() < limit) {
      live = get("/livez");
    }
    assertThat(live.statusCode()).isEqualTo(503);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void showsMetersOfTheJvmWithTheServiceAsTag() throws Exception {
    HttpResponse<String> metrics = get("/metrics");

    assertThat(metrics.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(metrics.body().lines())
        .anyMatch(line ->
            line.startsWith("jvm_memory_used_bytes{") && line.contains("service=\"page-worker\""));
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/readyz")).POST(HttpRequest.BodyPublishers.noBody()).build();

    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://" + server.address() + path);
  }
}
