package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.WebpBuilder;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPicture;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import tools.jackson.databind.JsonNode;

/// Documents of every format all the way through the system, with a picture that is described.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputFormatsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

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

  @Test
  void wordDocument() throws Exception {
    JsonNode result = convert("report.docx", docx());

    assertReport(result, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertDescribed(result, "Figure 1: Rain");
    assertNoPlaces(result);
  }

  @Test
  void presentation() throws Exception {
    JsonNode result = convert("report.pptx", pptx());

    assertReport(
        result, "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    JsonNode document = result.path("document").path("json_content");
    assertThat(document.path("pages").path("2").path("size").path("width").asDouble())
        .isEqualTo(720);
    assertThat(document.path("pictures").path(0).path("prov").path(0).path("page_no").asInt())
        .isEqualTo(2);
    assertDescribed(result, "");
  }

  @Test
  void htmlPage() throws Exception {
    String html =
        """
        <!DOCTYPE html><html><body><h1>Report</h1><h2>Rain by month</h2><ul><li>wet</li></ul>
        <table><tr><th>Place</th><th>Rain</th></tr><tr><td>North</td><td>12</td></tr></table>
        <figure><img alt="A chart of rain" src="data:image/png;base64,%s">
        <figcaption>Figure 1: Rain</figcaption></figure></body></html>
        """
            .formatted(Base64.getEncoder().encodeToString(png(3)));

    JsonNode result = convert("report.html", html.getBytes(StandardCharsets.UTF_8));

    assertReport(result, "text/html");
    assertDescribed(result, "Figure 1: Rain");
    assertNoPlaces(result);
  }

  @Test
  void markdownText() throws Exception {
    String markdown =
        """
        # Report

        ## Rain by month

        - wet

        | Place | Rain |
        |---|---|
        | North | 12 |

        ![A chart of rain](data:image/png;base64,%s "Figure 1: Rain")

        ![Elsewhere](https://example.com/rain.png)
        """
            .formatted(Base64.getEncoder().encodeToString(png(4)));

    JsonNode result = convert("report.md", markdown.getBytes(StandardCharsets.UTF_8));

    assertReport(result, "text/markdown");
    assertDescribed(result, "Figure 1: Rain");
    JsonNode undescribed =
        result.path("document").path("json_content").path("pagestream").path("undescribed").path(0);
    assertThat(undescribed.path("reason").asString()).isEqualTo("no_image");
    assertThat(undescribed.path("detail").asString()).contains("is not fetched");
  }

  @Test
  void webpImage() throws Exception {
    byte[] webp = new WebpBuilder(20, 10, (x, _) -> x < 10 ? 0xFFFF0000 : -1).bytes();

    JsonNode result = convert("dot.webp", webp);

    JsonNode document = result.path("document").path("json_content");
    assertThat(document.path("origin").path("mimetype").asString()).isEqualTo("image/webp");
    assertThat(document.path("pictures")).hasSize(1);
    assertThat(result.path("document").path("md_content").asString()).contains("20x10");
  }

  @Test
  void encryptedPdfWithItsPassword() throws Exception {
    byte[] pdf = new PdfBuilder().page().heading("Top secret").encrypted("open sesame");

    JsonNode result = convert("secret.pdf", pdf);

    assertThat(result.path("document").path("md_content").asString()).contains("Top secret");
  }

  /// All of them with a password, which other formats do not need.
  private JsonNode convert(String name, byte[] content) throws Exception {
    ApiClient api = new ApiClient(system.connection().api());
    Map<String, Object> options =
        Map.of(
            "to_formats",
            List.of("md", "json"),
            "do_picture_description",
            true,
            "pagestream_prompt_context",
            true,
            "pagestream_pdf_password",
            "open sesame",
            "picture_description_api",
            Map.of("url", vlm.chatUrl().toString(), "params", Map.of("model", FakeVlm.MODEL)));
    Map<String, Object> source =
        Map.of(
            "kind",
            "file",
            "filename",
            name,
            "base64_string",
            Base64.getEncoder().encodeToString(content));
    ApiClient.Answer answer =
        api.postJson(
            "/v1/convert/source/async", Map.of("options", options, "sources", List.of(source)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode result = api.awaitResult(answer.json().path("task_id").asString(), LIMIT);
    assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("success");
    return result;
  }

  private static void assertReport(JsonNode result, String mediaType) {
    String markdown = result.path("document").path("md_content").asString();
    assertThat(markdown).startsWith("# Report").contains("\n## Rain by month\n", "wet");
    assertThat(markdown).containsPattern("\\| *Place *\\| *Rain *\\|");
    assertThat(markdown).containsPattern("\\| *North *\\| *12 *\\|");
    JsonNode document = result.path("document").path("json_content");
    assertThat(document.path("origin").path("mimetype").asString()).isEqualTo(mediaType);
    assertThat(
            document
                .path("tables")
                .path(0)
                .path("data")
                .path("grid")
                .path(0)
                .path(0)
                .path("column_header")
                .asBoolean())
        .isTrue();
  }

  private void assertDescribed(JsonNode result, String caption) {
    JsonNode document = result.path("document").path("json_content");
    JsonNode picture = document.path("pictures").path(0);
    assertThat(picture.path("meta").path("description").path("text").asString())
        .startsWith("A picture of");
    assertThat(vlm.calls())
        .anySatisfy(call -> assertThat(call.prompt()).contains("A chart of rain"));
    if (!caption.isEmpty()) {
      int at =
          Integer.parseInt(
              picture.path("captions").path(0).path("$ref").asString().replace("#/texts/", ""));
      assertThat(document.path("texts").path(at).path("text").asString()).isEqualTo(caption);
    }
  }

  private static void assertNoPlaces(JsonNode result) {
    JsonNode document = result.path("document").path("json_content");
    assertThat(document.path("pages")).isEmpty();
    assertThat(document.path("pictures").path(0).path("prov")).isEmpty();
  }

  private static byte[] docx() throws IOException, InvalidFormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      XWPFParagraph title = document.createParagraph();
      title.setStyle(titleStyle(document));
      title.createRun().setText("Report");
      XWPFParagraph heading = document.createParagraph();
      heading.createRun().setText("Rain by month");
      heading.getCTP().addNewPPr().addNewOutlineLvl().setVal(BigInteger.ZERO);
      document.createParagraph().createRun().setText("It was wet");
      XWPFTable table = document.createTable(2, 2);
      String[][] texts = {{"Place", "Rain"}, {"North", "12"}};
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 2; column++) {
          table.getRow(row).getCell(column).setText(texts[row][column]);
        }
      }
      XWPFRun run = document.createParagraph().createRun();
      run.addPicture(
          new ByteArrayInputStream(png(1)),
          PictureType.PNG,
          "rain.png",
          Units.toEMU(30),
          Units.toEMU(20));
      run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr("A chart of rain");
      document.createParagraph().createRun().setText("Figure 1: Rain");
      document.write(out);
    }
    return out.toByteArray();
  }

  private static String titleStyle(XWPFDocument document) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId("Titel");
    style.addNewName().setVal("Title");
    document.createStyles().addStyle(new XWPFStyle(style));
    return style.getStyleId();
  }

  private static byte[] pptx() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      XSLFSlide title =
          show.createSlide(show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_ONLY));
      title.getPlaceholder(0).setText("Report");
      XSLFSlide slide =
          show.createSlide(
              show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_AND_CONTENT));
      slide.getPlaceholder(0).setText("Rain by month");
      slide.getPlaceholder(1).setText("wet");
      XSLFTable table = slide.createTable(2, 2);
      table.setAnchor(new Rectangle(50, 300, 200, 60));
      table.getCTTable().getTblPr().setFirstRow(true);
      String[][] texts = {{"Place", "Rain"}, {"North", "12"}};
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 2; column++) {
          table.getCell(row, column).setText(texts[row][column]);
        }
      }
      XSLFPictureShape picture =
          slide.createPicture(show.addPicture(png(2), PictureData.PictureType.PNG));
      picture.setAnchor(new Rectangle(300, 200, 300, 200));
      ((CTPicture) picture.getXmlObject()).getNvPicPr().getCNvPr().setDescr("A chart of rain");
      show.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] png(int seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(PdfBuilder.bitmap(seed, 200, 150), "png", out);
    return out.toByteArray();
  }
}
