package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PdfBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// G7: bad input ends as a failed document with a sentence that says what was wrong, and stops
/// nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int HUGE_SIDE_PX = 20_000;

  @TempDir static Path directory;
  private final FakeVlm vlm = FakeVlm.start();
  private LocalSystem system;

  @BeforeAll
  void start() throws InterruptedException {
    system = LocalSystem.start(LocalSettings.shortLived(directory));
    system.awaitReady(Duration.ofMinutes(1));
  }

  @AfterAll
  void stop() {
    system.close();
    vlm.close();
  }

  static List<Arguments> badFiles() throws IOException {
    PdfBuilder report =
        new PdfBuilder().page().paragraph("Nobody can read this without the password.");
    return List.of(
        Arguments.of("encrypted.pdf", report.encrypted("secret"), "SOURCE_ENCRYPTED", "password"),
        Arguments.of("empty.pdf", new byte[0], "SOURCE_EMPTY", "empty"),
        Arguments.of("truncated.pdf", truncated(), "SOURCE_UNREADABLE", "truncated.pdf"),
        Arguments.of(
            "notes.pdf",
            "Just some notes, no PDF at all.\n".getBytes(StandardCharsets.UTF_8),
            "SOURCE_MISMATCH",
            "text"),
        Arguments.of(
            "cut.docx", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}, "SOURCE_UNREADABLE", "cut.docx"),
        Arguments.of("huge.png", hugeImage(), "SOURCE_TOO_LARGE", "20,000 × 20,000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void aBadFileFailsWithASentence(String name, byte[] content, String code, String word)
      throws Exception {
    ApiClient api = new ApiClient(system.connection().api());

    JsonNode result = api.awaitResult(api.submit(name, content, Map.of("to_formats", "md")), LIMIT);

    assertFailed(result, code, word);
  }

  /// Found by the page worker: the splitter does not parse.
  @Test
  void aPageOfTooManyTagsFailsWithASentence() throws Exception {
    ApiClient api = new ApiClient(system.connection().api());

    JsonNode result =
        api.awaitResult(api.submit("deep.html", tooManyTags(), Map.of("to_formats", "md")), LIMIT);

    assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("failure");
    JsonNode error = result.path("errors").path(0);
    assertThat(error.path("code").asString()).isEqualTo("SOURCE_TOO_LARGE");
    assertThat(error.path("error_message").asString()).contains("600,002 tags").endsWith(".");
  }

  @Test
  void anUnreachableUrlFailsWithASentence() throws Exception {
    ApiClient api = new ApiClient(system.connection().api());

    ApiClient.Answer answer =
        api.postJson(
            "/v1/convert/source/async",
            Map.of(
                "sources",
                List.of(Map.of("kind", "http", "url", "http://no-such-host.invalid/a.pdf"))));
    JsonNode result = api.awaitResult(answer.json().path("task_id").asString(), LIMIT);

    assertFailed(result, "SOURCE_UNREACHABLE", "no-such-host.invalid");
  }

  @Test
  void aUrlIntoThePrivateNetworkIsRefused() throws Exception {
    ApiClient api = new ApiClient(system.connection().api());

    ApiClient.Answer answer =
        api.postJson(
            "/v1/convert/source/async",
            Map.of("sources", List.of(Map.of("kind", "http", "url", vlm.url() + "/models"))));
    JsonNode result = api.awaitResult(answer.json().path("task_id").asString(), LIMIT);

    assertFailed(result, "SOURCE_FORBIDDEN", "127.0.0.1");
  }

  @Test
  void aGoodDocumentBesideThemSucceeds() throws Exception {
    ApiClient api = new ApiClient(system.connection().api());

    JsonNode result =
        api.awaitResult(
            api.submit(
                "good.pdf", Reports.withPictures(1, 2), ApiClient.describedBy(vlm.chatUrl())),
            LIMIT);

    assertThat(result.path("status").asString()).isEqualTo("success");
    assertThat(result.path("document").path("md_content").asString())
        .contains("Section 2", "sha256");
  }

  private static void assertFailed(JsonNode result, String code, String word) {
    assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("failure");
    assertThat(result.path("document").path("md_content").isNull()).isTrue();
    assertThat(result.path("errors")).hasSize(1);
    JsonNode error = result.path("errors").path(0);
    assertThat(error.path("error_message").asString()).contains(word).endsWith(".");
    assertThat(error.path("code").asString()).isEqualTo(code);
  }

  /// Cut before any page object is complete, so that nothing can be rebuilt.
  private static byte[] truncated() {
    return new PdfBuilder()
        .page()
        .paragraph("The rest of this file was lost on the way.")
        .truncated(0.05);
  }

  private static byte[] tooManyTags() {
    return ("<!doctype html><html>" + "<b>".repeat(600_000)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hugeImage() throws IOException {
    BufferedImage image =
        new BufferedImage(HUGE_SIDE_PX, HUGE_SIDE_PX, BufferedImage.TYPE_BYTE_BINARY);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
