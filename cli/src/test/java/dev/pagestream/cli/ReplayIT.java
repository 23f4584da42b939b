package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.LocalSystem;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.Fault;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// G7 and G8 through the command line: what failed is listed, and finished again as the next
/// revision once the cause is gone.
class ReplayIT {
  @TempDir Path directory;

  @Test
  void aRejectedPictureIsDescribedInTheNextRevision() throws Exception {
    Path report = pdf("report.pdf");
    try (FakeVlm vlm = FakeVlm.start();
        LocalSystem system = LocalSystem.start(settings(Map.of()))) {
      system.awaitReady(Duration.ofMinutes(1));
      vlm.script(Script.firstCalls(1, new Fault.RejectPicture()));

      Result converted = convert(report, vlm);

      assertThat(converted.exitCode()).isEqualTo(1);
      assertThat(converted.out())
          .contains("partial_success", "picture", "1 described, 0 skipped, 1 failed");
      assertThat(Files.readString(directory.resolve("out/report.md"))).contains("Page two");

      Result listed = pagestream("dead-letters", "list", "--data", data());
      assertThat(listed.out()).contains("PICTURE_REJECTED", "vlm-worker", "waiting");

      Result replayed = pagestream("dead-letters", "replay", "--data", data());
      assertThat(replayed.exitCode()).as(replayed.out()).isZero();
      assertThat(replayed.out())
          .contains("replayed 1 dead letters of 1 documents", "revision 2, success");

      assertThat(pagestream("dead-letters", "list", "--data", data()).out()).contains("replayed");
      assertThat(pagestream("dead-letters", "replay", "--data", data()).out())
          .contains("replayed 0 dead letters");
      assertThat(vlm.calls()).hasSize(3);
    }
  }

  @Test
  void aPageThatFailedIsAnalysedInTheNextRevision() throws Exception {
    Path report = pdf("limits.pdf");
    Map<String, Map<String, Object>> tight = Map.of("pageWorker", Map.of("maxObjectsPerPage", 10));
    try (FakeVlm vlm = FakeVlm.start()) {
      try (LocalSystem system = LocalSystem.start(settings(tight))) {
        system.awaitReady(Duration.ofMinutes(1));
        JsonNode result = converted(system, twoPages(report));
        assertThat(result.path("status").asString())
            .as(result.toString())
            .isEqualTo("partial_success");
        assertThat(result.path("errors")).hasSize(1);
        assertThat(result.path("errors").path(0).path("page_no").asInt()).isEqualTo(2);
        assertThat(result.path("document").path("md_content").asString()).contains("One");
      }

      Result replayed =
          pagestream("dead-letters", "replay", "--stage", "page-worker", "--data", data());

      assertThat(replayed.out()).contains("revision 2, success");
      assertThat(vlm.calls()).isEmpty();
    }
  }

  private LocalSettings settings(Map<String, Map<String, Object>> services) {
    return new LocalSettings(Path.of(data()), "127.0.0.1", 0, 0, true, false, Set.of(), services);
  }

  /// The second page has more characters than the first run's limit.
  private Path twoPages(Path file) {
    return new PdfBuilder()
        .page()
        .paragraph("One")
        .page()
        .paragraph("Two, with more words than fit.")
        .writeTo(file);
  }

  private static JsonNode converted(LocalSystem system, Path file) throws IOException {
    try (ConversionClient client = new ConversionClient(system.connection().api())) {
      String task = client.submitFile(file, Map.of("to_formats", List.of("md")));
      while (!client.poll(task, Duration.ofSeconds(5)).equals("success")) {
        // The poll itself waits.
      }
      return client.result(task);
    }
  }

  private Result convert(Path file, FakeVlm vlm) {
    return pagestream(
        "convert",
        file.toString(),
        "--data",
        data(),
        "--vlm-url",
        vlm.url().toString(),
        "--vlm-model",
        FakeVlm.MODEL,
        "--to",
        "md,json",
        "--out",
        directory.resolve("out").toString());
  }

  private Path pdf(String name) {
    return new PdfBuilder()
        .page()
        .heading("Page one")
        .picture(PdfBuilder.bitmap(1, 100, 100), PdfBuilder.middle())
        .page()
        .heading("Page two")
        .picture(PdfBuilder.bitmap(2, 100, 100), PdfBuilder.middle())
        .writeTo(directory.resolve(name));
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private record Result(int exitCode, String out) {}

  private static Result pagestream(String... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      return new Result(PagestreamMain.run(args), captured.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
