package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.vlm.local.LocalDescriber;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A document all the way through the system in one process.
class LocalSystemIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Rectangle2D.Float SMALL = new Rectangle2D.Float(60, 60, 40, 40);

  @TempDir Path directory;

  @Test
  void describesEachPictureOverTheThresholdAndGivesTheOthersAReason() throws Exception {
    byte[] report =
        new PdfBuilder()
            .page()
            .heading("Annual report")
            .paragraph("A picture that matters and a logo that does not.")
            .picture(
                PdfBuilder.bitmap(1, 200, 150), PdfBuilder.middle(), "Figure 1: Rainfall by month")
            .picture(PdfBuilder.bitmap(2, 40, 40), SMALL)
            .bytes();
    try (FakeVlm vlm = FakeVlm.start();
        LocalSystem system = LocalSystem.start(LocalSettings.shortLived(directory))) {
      system.awaitReady(Duration.ofMinutes(1));
      ApiClient api = new ApiClient(system.connection().api());
      Map<String, String> fields = new HashMap<>(ApiClient.describedBy(vlm.chatUrl()));
      fields.put("to_formats", "json");

      JsonNode json = api.awaitResult(api.submit("report.pdf", report, fields), LIMIT);
      JsonNode document = json.path("document").path("json_content");

      assertThat(json.path("status").asString()).isEqualTo("success");
      assertThat(document.path("schema_name").asString()).isEqualTo("DoclingDocument");
      assertThat(document.path("pictures")).hasSize(2);
      assertThat(
              document
                  .path("pictures")
                  .path(0)
                  .path("meta")
                  .path("description")
                  .path("text")
                  .asString())
          .startsWith("A picture of");
      JsonNode undescribed = document.path("pagestream").path("undescribed");
      assertThat(undescribed).hasSize(1);
      assertThat(undescribed.path(0).path("picture").asString()).isEqualTo("#/pictures/1");
      assertThat(undescribed.path(0).path("reason").asString()).isEqualTo("below_area_threshold");
      assertThat(document.path("pictures").path(1).path("meta").has("description")).isFalse();
      assertThat(document.path("texts").toString()).contains("Annual report", "Rainfall by month");
      assertThat(vlm.calls()).hasSize(1);
    }
  }

  /// G5, and G10 for a replica that starts with an empty store.
  @Test
  void survivesARestartAnswersForEarlierTasksAndPaysForNoPictureTwice() throws Exception {
    byte[] report = Reports.withPictures(7, 3);
    try (FakeVlm vlm = FakeVlm.start()) {
      String task;
      String first;
      try (LocalSystem system = LocalSystem.start(LocalSettings.shortLived(directory))) {
        system.awaitReady(Duration.ofMinutes(1));
        ApiClient api = new ApiClient(system.connection().api());
        task = api.submit("report.pdf", report, ApiClient.describedBy(vlm.chatUrl()));
        first = markdown(api.awaitResult(task, LIMIT));
      }
      try (LocalSystem system = LocalSystem.start(LocalSettings.shortLived(directory))) {
        system.awaitReady(Duration.ofMinutes(1));
        ApiClient api = new ApiClient(system.connection().api());
        String again = api.submit("report.pdf", report, ApiClient.describedBy(vlm.chatUrl()));

        assertThat(markdown(api.awaitResult(task, LIMIT))).isEqualTo(first);
        assertThat(markdown(api.awaitResult(again, LIMIT))).isEqualTo(first);
        assertThat(first).contains("Section 3", "sha256");
        assertThat(vlm.calls()).hasSize(3);
      }
    }
  }

  @Test
  void refusesARequestThatNeedsAModelWhileRemoteServicesAreOff() throws Exception {
    LocalSettings settings =
        new LocalSettings(directory, "127.0.0.1", 0, 0, false, false, Set.of(), Map.of());
    try (FakeVlm vlm = FakeVlm.start();
        LocalSystem system = LocalSystem.start(settings)) {
      system.awaitReady(Duration.ofMinutes(1));

      ApiClient.Answer answer =
          new ApiClient(system.connection().api())
              .postFile(
                  "report.pdf", Reports.withPictures(3, 1), ApiClient.describedBy(vlm.chatUrl()));

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().path("detail").asString())
          .contains("--enable-remote-services", "DOCLING_SERVE_ENABLE_REMOTE_SERVICES");
      assertThat(vlm.calls()).isEmpty();
    }
  }

  /// The describer without a model needs nobody's permission.
  @Test
  void describesWithoutAModelWhileRemoteServicesAreOff() throws Exception {
    LocalSettings settings =
        new LocalSettings(directory, "127.0.0.1", 0, 0, false, false, Set.of(), Map.of());
    try (LocalSystem system = LocalSystem.start(settings)) {
      system.awaitReady(Duration.ofMinutes(1));
      ApiClient api = new ApiClient(system.connection().api());
      Map<String, String> fields =
          Map.of(
              "to_formats", "md",
              "do_picture_description", "true",
              "picture_description_preset", "local");

      String text =
          markdown(
              api.awaitResult(api.submit("report.pdf", Reports.withPictures(5, 1), fields), LIMIT));

      assertThat(text).contains(LocalDescriber.LABEL);
    }
  }

  private static String markdown(JsonNode result) {
    assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("success");
    return result.path("document").path("md_content").asString();
  }
}
