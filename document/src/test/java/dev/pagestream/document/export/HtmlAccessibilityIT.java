package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.docling.DoclingDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// axe-core in a real browser is the judge: all its rules that are not experimental, those of WCAG
/// and of good practice.
class HtmlAccessibilityIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RESULT = "axe-result";

  /// Pages are left here for people to look at.
  private static final Path PAGES = Path.of("target", "html-pages");

  /// Fewer would mean that the checker found nothing to check.
  private static final int FEWEST_RULES_PASSED = 8;

  @TempDir private Path directory;
  private Optional<Chromium> browser = Optional.empty();

  @BeforeEach
  void findBrowser() {
    browser = Chromium.find().map(executable -> new Chromium(executable, directory));
    assumeTrue(browser.isPresent(), "no Chromium on the path: accessibility is not checked");
  }

  record Page(String name, String html) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Page> pages() {
    return Stream.of(
            pagesOf("everything", HtmlSamples.everything(), "en"),
            pagesOf("hostile", HtmlSamples.hostile(), "de"),
            pagesOf("right-to-left", HtmlSamples.rightToLeft(), "ar"),
            pagesOf("untitled", HtmlSamples.untitled(), "en"),
            pagesOf("empty", HtmlSamples.empty(), "en"),
            pagesOf("report", SampleReport.document(ImageExportMode.REFERENCED), "en"),
            variants(HtmlSamples.everything()))
        .flatMap(List::stream);
  }

  private static List<Page> pagesOf(String name, DoclingDocument document, String language) {
    HtmlOptions described =
        new HtmlOptions(ImageExportMode.EMBEDDED, ImageAltMode.DESCRIPTION, language, true);
    HtmlOptions captioned =
        new HtmlOptions(ImageExportMode.EMBEDDED, ImageAltMode.CAPTION, language, false);
    return List.of(
        new Page(name, HtmlExporter.export(document, described)),
        new Page(name + "-split", HtmlExporter.exportSplitPage(document, captioned)));
  }

  /// Without images all that is known of them is unfolded.
  private static List<Page> variants(DoclingDocument document) {
    HtmlOptions without = new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC);
    String html = HtmlExporter.export(document, without);
    return List.of(new Page("placeholder", html), new Page("dark", dark(html)));
  }

  /// The colours of a dark screen on any.
  private static String dark(String html) {
    String dark = html.replace("@media (prefers-color-scheme: dark)", "@media screen");
    assertThat(dark).isNotEqualTo(html);
    return dark;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void nobodyIsShutOut(Page page) throws IOException, InterruptedException {
    Files.createDirectories(PAGES);
    Files.writeString(PAGES.resolve(page.name() + ".html"), page.html());

    JsonNode result = check(page.html());

    assertThat(result.path("violations").valueStream().map(JsonNode::toPrettyString)).isEmpty();
    assertThat(result.path("passes").size()).isGreaterThan(FEWEST_RULES_PASSED);
  }

  /// Else the test above could not fail.
  @Test
  void theCheckerSeesWhatIsWrong() throws IOException, InterruptedException {
    JsonNode result =
        check(
            """
            <!DOCTYPE html><html><head><title></title></head><body>
            <h3>Deep</h3><img src="x.png"><p style="color:#ccc;background:#fff">pale</p>
            <ul><p>no item</p></ul><table><tr><th></th></tr></table>
            </body></html>
            """);

    assertThat(result.path("violations").valueStream().map(rule -> rule.path("id").asString()))
        .contains(
            "html-has-lang",
            "document-title",
            "image-alt",
            "color-contrast",
            "list",
            "landmark-one-main",
            "page-has-heading-one",
            "empty-table-header");
  }

  private JsonNode check(String html) throws IOException, InterruptedException {
    Path page = directory.resolve("page.html");
    Files.writeString(page, withChecker(html));
    String dom = browser.orElseThrow().dom(page);
    String json =
        Optional.ofNullable(Jsoup.parse(dom).getElementById(RESULT)).map(Element::data).orElse("");
    assertThat(json).as(dom).isNotEmpty();
    JsonNode result = JSON.readTree(json);
    assertThat(result.path("failed").asString("")).isEmpty();
    return result;
  }

  /// The page's own policy forbids scripts, so that the copy goes without it.
  private static String withChecker(String html) throws IOException {
    String allowed = html.replaceAll("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    String script =
        """
        <script>%s</script><script>
        const keep = result => {
          const out = document.createElement('script');
          out.type = 'application/json';
          out.id = '%s';
          out.textContent = JSON.stringify(result).replaceAll('<', '\\\\u003c');
          document.head.append(out);
        };
        addEventListener('load', () => axe.run(document, { resultTypes: ['violations'] }).then(
          result => keep({
            violations: result.violations.map(rule => ({
              id: rule.id, help: rule.help,
              nodes: rule.nodes.map(node => node.html + ' ' + node.failureSummary) })),
            incomplete: result.incomplete.map(rule => rule.id),
            passes: result.passes.map(rule => rule.id) }),
          problem => keep({ failed: String(problem) })));
        </script>
        """
            .formatted(axe(), RESULT);
    int end = allowed.indexOf("</head>");
    return allowed.substring(0, end) + script + allowed.substring(end);
  }

  private static String axe() throws IOException {
    try (InputStream script = HtmlAccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new UncheckedIOException(new IOException("no axe.min.js on the class path"));
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
