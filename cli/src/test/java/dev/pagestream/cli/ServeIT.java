package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.cli.rest.ApiException;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PaidAtKill;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.VlmBehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pagestream serve` as a process: how it starts, stops and survives (G1, G4).
class ServeIT {
  private static final Pattern READY = Pattern.compile("ready (http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int SIGTERM_EXIT = 128 + 15;

  private static final Duration STILL = Duration.ofSeconds(3);
  private static final int LOG_LINES = 300;
  private static final int DOCUMENTS = 8;
  private static final int PAGES = 5;

  @TempDir Path directory;

  @Test
  void saysReadyWithItsUrlAndStopsOnSigterm() throws Exception {
    try (ChildProcess serve = serve()) {
      try (ConversionClient client = new ConversionClient(url(serve))) {
        assertThat(client.isAlive()).isTrue();
      }

      serve.terminate();

      assertThat(serve.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);
      assertThat(directory.resolve("data/connection.properties")).doesNotExist();
    }
  }

  @Test
  void saysSoWhenItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildProcess serve = serve("--port", Integer.toString(taken.getLocalPort()))) {
      serve.awaitLine("pagestream: port " + taken.getLocalPort() + " of 127.0.0.1 is taken", LIMIT);

      assertThat(serve.awaitExit(LIMIT)).isEqualTo(1);
    }
  }

  @Test
  void refusesModelsUntilTheyAreAllowed() throws Exception {
    try (ChildProcess serve = serve();
        FakeVlm vlm = FakeVlm.start();
        ConversionClient client = new ConversionClient(url(serve))) {
      Path report = report(0);

      ApiException refusal =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              ApiException.class, () -> client.submitFile(report, options(vlm)));

      assertThat(refusal.status()).isEqualTo(422);
      assertThat(refusal).hasMessageContaining("--enable-remote-services");
    }
  }

  @Test
  void finishesEverythingAfterBeingKilledInMidRun() throws Exception {
    VlmBehaviour slow =
        VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(400)).withCapacity(100, 0);
    List<String> tasks = new ArrayList<>();
    PaidAtKill paid;
    try (FakeVlm vlm = FakeVlm.start(slow)) {
      try (ChildProcess serve = serve("--enable-remote-services");
          ConversionClient client = new ConversionClient(url(serve))) {
        for (int document = 0; document < DOCUMENTS; document++) {
          tasks.add(client.submitFile(report(document), options(vlm)));
        }
        Eventually.assertThat(LIMIT, () -> assertThat(vlm.calls().size()).isGreaterThan(PAGES));
        serve.killHard();
        paid = PaidAtKill.read(directory.resolve("data").resolve("blobs"));
      }

      try (ChildProcess serve = serve("--enable-remote-services");
          ConversionClient client = new ConversionClient(url(serve))) {
        for (String task : tasks) {
          assertThat(result(client, task, serve).path("status").asString()).isEqualTo("success");
        }
      }
      assertThat(vlm.callsByPicture()).hasSize(DOCUMENTS * PAGES);
      assertThat(paid.pictures()).isPositive();
      assertThat(paid.paidAgain(vlm)).isEmpty();
    }
  }

  /// As on a machine with too much to do, or one that slept for a moment: the broker must not take
  /// itself for dead.
  @Test
  void finishesEverythingAfterItStoodStillForSeconds() throws Exception {
    VlmBehaviour slow =
        VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(400)).withCapacity(100, 0);
    try (FakeVlm vlm = FakeVlm.start(slow);
        ChildProcess serve = serve("--enable-remote-services");
        ConversionClient client = new ConversionClient(url(serve))) {
      List<String> tasks = new ArrayList<>();
      for (int document = 0; document < DOCUMENTS; document++) {
        tasks.add(client.submitFile(report(document), options(vlm)));
        serve.suspend();
        Thread.sleep(STILL);
        serve.resume();
      }
      for (String task : tasks) {
        assertThat(result(client, task, serve).path("status").asString()).isEqualTo("success");
      }
      assertThat(vlm.callsByPicture()).hasSize(DOCUMENTS * PAGES);
      assertThat(log()).doesNotContain("NOT_LEADER_OR_FOLLOWER");
    }
  }

  private ChildProcess serve(String... further) {
    List<String> args =
        new ArrayList<>(List.of("serve", "--data", directory.resolve("data").toString()));
    args.addAll(List.of(further));
    if (!args.contains("--port")) {
      args.addAll(List.of("--port", "0"));
    }
    ChildProcess.Launch launch =
        ChildProcess.Launch.of(PagestreamMain.class, args.toArray(String[]::new))
            .withHeap("512m")
            .withJvmArgs("-Dlogback.configurationFile=logback-cli.xml");
    return ChildProcess.start("serve", launch);
  }

  private static URI url(ChildProcess serve) throws InterruptedException {
    Matcher ready = READY.matcher(serve.awaitLine(READY.pattern(), LIMIT));
    assertThat(ready.find()).isTrue();
    return URI.create(ready.group(1));
  }

  private JsonNode result(ConversionClient client, String task, ChildProcess serve)
      throws IOException {
    Instant end = Instant.now().plus(LIMIT);
    String state = "";
    while (!state.equals("success") && !state.equals("failure")) {
      assertThat(Instant.now())
          .as("%s is still %s:%n%s%n%s", task, state, String.join("\n", serve.output()), log())
          .isBefore(end);
      state = client.poll(task, Duration.ofSeconds(5));
    }
    return client.result(task);
  }

  /// The end of what the system wrote down.
  private String log() {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("data/logs/pagestream.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  private static Map<String, Object> options(FakeVlm vlm) {
    return Map.of(
        "do_picture_description",
        true,
        "picture_description_api",
        Map.of(
            "url", vlm.url().toString(), "params", Map.of("model", FakeVlm.MODEL), "timeout", 30));
  }

  private Path report(int seed) {
    PdfBuilder pdf = new PdfBuilder();
    for (int page = 1; page <= PAGES; page++) {
      pdf.page()
          .heading("Page " + page)
          .picture(PdfBuilder.bitmap(seed * 100L + page, 100, 100), PdfBuilder.middle());
    }
    return pdf.writeTo(directory.resolve("report-" + seed + ".pdf"));
  }
}
