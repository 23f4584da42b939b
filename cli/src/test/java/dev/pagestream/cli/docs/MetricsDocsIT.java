package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.LocalSystem;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PdfBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsDocsIT {
  private static final String COMMAND =
      "verify -Dtest=None -Dit.test=MetricsDocsIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";

  @TempDir Path directory;

  /// Some meters are made by the first event they count, so a document goes the whole way first.
  @Test
  void theMetricsPageIsAsARunningSystemHasIt() throws Exception {
    try (FakeVlm vlm = FakeVlm.start();
        LocalSystem system =
            LocalSystem.start(LocalSettings.shortLived(directory.resolve("data")))) {
      system.awaitReady(Duration.ofMinutes(1));
      convert(system, vlm);

      // The finished document is told of just before its stage counts it.
      Eventually.await(
          Duration.ofSeconds(20),
          () ->
              assertThat(metrics(system))
                  .contains("group=\"pagestream.finisher\",outcome=\"done\""));
      Repository.requireCurrent("docs/metrics.md", MetricsPage.markdown(metrics(system)), COMMAND);
    }
  }

  private void convert(LocalSystem system, FakeVlm vlm) throws IOException {
    Path report =
        new PdfBuilder()
            .page()
            .picture(PdfBuilder.bitmap(1, 100, 100), PdfBuilder.middle())
            .writeTo(directory.resolve("report.pdf"));
    Map<String, Object> api =
        Map.of("url", vlm.url().toString(), "params", Map.of("model", FakeVlm.MODEL));
    Map<String, Object> options =
        Map.of(
            "to_formats",
            List.of("md"),
            "do_picture_description",
            true,
            "picture_description_api",
            api);
    try (ConversionClient client = new ConversionClient(system.connection().api())) {
      String task = client.submitFile(report, options);
      String status = client.poll(task, Duration.ofSeconds(5));
      for (int polls = 0; polls < 12 && !status.equals("success"); polls++) {
        status = client.poll(task, Duration.ofSeconds(5));
      }
      assertThat(status).isEqualTo("success");
    }
  }

  private static String metrics(LocalSystem system) throws IOException {
    try (InputStream in =
        URI.create("http://" + system.adminAddress() + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
