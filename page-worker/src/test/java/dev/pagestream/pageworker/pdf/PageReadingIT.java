package dev.pagestream.pageworker.pdf;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.image;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read of a page, and where it stands.
class PageReadingIT {
  @TempDir Path directory;

  @Test
  void readsTextWithItsBoxAndSize() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page(
                    (document, p, content) -> text(content, REGULAR, 20, 100, 700, "River Aske")));

    assertThat(page.widthPt()).isEqualTo(600);
    assertThat(page.heightPt()).isEqualTo(800);
    TextLine line = page.lines().getFirst();
    assertThat(page.lines()).hasSize(1);
    assertThat(line.text()).isEqualTo("River Aske");
    assertThat(line.fontSizePt()).isEqualTo(20, within(0.001));
    assertThat(line.baselinePt()).isEqualTo(100, within(0.001));
    assertBox(
        line.box(),
        100,
        100 - 0.76 * 20,
        100 + PdfFixture.width(REGULAR, 20, "River Aske"),
        100 + 0.22 * 20);
    assertThat(line.bold()).isFalse();
  }

  @Test
  void marksBoldLinesAndPutsSpacesWhereGapsAre() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page((document, p, content) -> {
                  text(content, PdfFixture.BOLD, 12, 100, 700, "Bold");
                  text(content, REGULAR, 12, 100, 600, "left");
                  text(
                      content,
                      REGULAR,
                      12,
                      100 + PdfFixture.width(REGULAR, 12, "left") + 4,
                      600,
                      "right");
                  text(content, REGULAR, 12, 400, 600, "far away");
                }));

    assertThat(page.lines())
        .extracting(TextLine::text)
        .containsExactly("Bold", "left right", "far away");
    assertThat(page.lines()).extracting(TextLine::bold).containsExactly(true, false, false);
  }

  @Test
  void readsInvisibleTextOfScans() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page((document, p, content) -> {
                  content.setRenderingMode(RenderingMode.NEITHER);
                  text(content, REGULAR, 12, 100, 700, "recognised");
                }));

    assertThat(page.lines()).extracting(TextLine::text).containsExactly("recognised");
  }

  @Test
  void placesImagesWhereTheyAreDrawn() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page((document, p, content) ->
                    content.drawImage(image(document, flag(40, 20)), 50, 300, 200, 100)));

    assertThat(page.bitmaps()).hasSize(1);
    assertBox(page.bitmaps().getFirst(), 50, 400, 250, 500);
  }

  @Test
  void cutsImagesAtTheClip() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page((document, p, content) -> {
                  content.saveGraphicsState();
                  content.addRect(100, 320, 60, 500);
                  content.clip();
                  content.drawImage(image(document, flag(40, 20)), 50, 300, 200, 100);
                  content.restoreGraphicsState();
                  content.drawImage(image(document, flag(40, 20)), 50, 100, 200, 100);
                }));

    assertThat(page.bitmaps()).hasSize(2);
    assertBox(page.bitmaps().get(0), 100, 400, 160, 480);
    assertBox(page.bitmaps().get(1), 50, 600, 250, 700);
  }

  @Test
  void findsImagesInsideFormsAndCutsThemAtTheFormsBox() throws Exception {
    PageModel page =
        read(
            new PdfFixture()
                .page((document, p, content) -> {
                  PDResources resources = new PDResources();
                  COSName name = resources.add(image(document, flag(40, 20)));
                  PDFormXObject form =
                      form(
                          document,
                          resources,
                          new PDRectangle(0, 0, 100, 100),
                          "q 80 0 0 40 50 10 cm /" + name.getName() + " Do Q");
                  content.saveGraphicsState();
                  content.transform(Matrix.getTranslateInstance(200, 300));
                  content.drawForm(form);
                  content.restoreGraphicsState();
                }));

    assertThat(page.bitmaps()).hasSize(1);
    assertBox(page.bitmaps().getFirst(), 250, 450, 300, 490);
  }

  @Test
  void ignoresImagesInsideType3GlyphsButReadsTheirText() throws Exception {
    PageModel page = read(inType3("(AA)"));

    assertThat(page.bitmaps()).isEmpty();
    assertThat(page.lines()).extracting(TextLine::text).containsExactly("AA");
  }

  @Test
  void readsTheLigaturesAndDashesOfTheBitmapsThatTexMakes() throws Exception {
    PageModel page = read(inType3("<101C414115411E160C417F>"));

    assertThat(page.lines())
        .extracting(TextLine::text)
        .containsExactly("\u201CfiAA\u2013Affi\u2014fiA-");
  }

  private static PdfFixture inType3(String shown) {
    return new PdfFixture()
        .page((document, p, content) -> {
          PDResources resources = new PDResources();
          COSName name = resources.add(type3(document));
          content.drawForm(
              form(
                  document,
                  resources,
                  new PDRectangle(600, 800),
                  "BT /" + name.getName() + " 10 Tf 100 700 Td " + shown + " Tj ET"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 600, 800, 50, 400, 250, 500",
    "90, 800, 600, 300, 50, 400, 250",
    "180, 600, 800, 350, 300, 550, 400",
    "270, 800, 600, 400, 350, 500, 550"
  })
  void followsTheRotationOfThePage(
      int rotation,
      double width,
      double height,
      double left,
      double top,
      double right,
      double bottom)
      throws Exception {
    PDPage rotated = new PDPage(new PDRectangle(600, 800));
    rotated.setRotation(rotation);
    Path file =
        new PdfFixture()
            .page(
                rotated,
                (document, p, content) ->
                    content.drawImage(image(document, flag(400, 200)), 50, 300, 200, 100))
            .save(directory.resolve("rotated.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      PageModel page = source.read(1);
      assertThat(page.widthPt()).isEqualTo(width);
      assertThat(page.heightPt()).isEqualTo(height);
      assertBox(page.bitmaps().getFirst(), left, top, right, bottom);
      BufferedImage crop = Pixels.of(source.crop(1, page.bitmaps(), 2).getFirst());
      assertThat(List.of(crop.getWidth(), crop.getHeight()))
          .containsExactly(
              (int) Math.round(2 * (right - left)), (int) Math.round(2 * (bottom - top)));
      assertThat(greenSide(crop))
          .isEqualTo(List.of("top", "right", "bottom", "left").get(rotation / 90));
    }
  }

  @Test
  void readsTurnedTextOfARotatedPageAsUpright() throws Exception {
    PDPage rotated = new PDPage(new PDRectangle(600, 800));
    rotated.setRotation(90);
    PageModel page =
        read(
            new PdfFixture()
                .page(
                    rotated,
                    (document, p, content) -> {
                      content.beginText();
                      content.setFont(REGULAR, 20);
                      content.setTextMatrix(Matrix.getRotateInstance(Math.PI / 2, 100, 50));
                      content.showText("Upright");
                      content.endText();
                    }));

    TextLine line = page.lines().getFirst();
    assertThat(line.vertical()).isFalse();
    assertThat(line.text()).isEqualTo("Upright");
    assertThat(line.box().left()).isEqualTo(50, within(0.01));
    assertThat(line.baselinePt()).isEqualTo(100, within(0.01));
  }

  @Test
  void countsFromTheCropBox() throws Exception {
    PDPage shifted = new PDPage(new PDRectangle(600, 800));
    shifted.setCropBox(new PDRectangle(40, 100, 500, 600));
    Path file =
        new PdfFixture()
            .page(
                shifted,
                (document, p, content) -> {
                  content.drawImage(image(document, flag(40, 20)), 50, 300, 200, 100);
                  text(content, REGULAR, 10, 50, 740, "outside the crop box");
                })
            .save(directory.resolve("shifted.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      PageModel page = source.read(1);
      assertThat(page.widthPt()).isEqualTo(500);
      assertThat(page.heightPt()).isEqualTo(600);
      assertThat(page.lines()).isEmpty();
      assertBox(page.bitmaps().getFirst(), 10, 300, 210, 400);
      BufferedImage crop = Pixels.of(source.crop(1, page.bitmaps(), 1).getFirst());
      assertThat(new Color(crop.getRGB(5, 90))).isEqualTo(Color.RED);
      assertThat(new Color(crop.getRGB(195, 90))).isEqualTo(Color.BLUE);
    }
  }

  private PageModel read(PdfFixture fixture) throws IOException, PageFailedException {
    Path file = fixture.save(Files.createTempFile(directory, "page", ".pdf"));
    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      return source.read(1);
    }
  }

  private static PDFormXObject form(
      PDDocument document, PDResources resources, PDRectangle box, String program)
      throws IOException {
    PDFormXObject form = new PDFormXObject(document);
    form.setBBox(box);
    form.setResources(resources);
    try (OutputStream out = form.getStream().createOutputStream()) {
      out.write(program.getBytes(StandardCharsets.US_ASCII));
    }
    return form;
  }

  /// One glyph, drawn as a bitmap.
  private static PDType3Font type3(PDDocument document) throws IOException {
    PDResources resources = new PDResources();
    COSName image = resources.add(image(document, flag(40, 20)));
    COSStream program = document.getDocument().createCOSStream();
    try (OutputStream out = program.createOutputStream()) {
      out.write(
          ("1000 0 d0 900 0 0 900 0 0 cm /" + image.getName() + " Do")
              .getBytes(StandardCharsets.US_ASCII));
    }
    COSDictionary programs = new COSDictionary();
    programs.setItem(COSName.getPDFName("A"), program);
    COSDictionary encoding = new COSDictionary();
    encoding.setItem(COSName.TYPE, COSName.ENCODING);
    encoding.setItem(COSName.DIFFERENCES, array(COSInteger.get(65), COSName.getPDFName("A")));
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE3);
    font.setItem(
        COSName.FONT_BBOX,
        array(COSInteger.ZERO, COSInteger.ZERO, COSInteger.get(1000), COSInteger.get(1000)));
    font.setItem(
        COSName.FONT_MATRIX,
        array(
            new COSFloat(0.001f),
            COSInteger.ZERO,
            COSInteger.ZERO,
            new COSFloat(0.001f),
            COSInteger.ZERO,
            COSInteger.ZERO));
    font.setItem(COSName.CHAR_PROCS, programs);
    font.setItem(COSName.ENCODING, encoding);
    font.setItem(COSName.RESOURCES, resources);
    font.setInt(COSName.FIRST_CHAR, 0);
    font.setInt(COSName.LAST_CHAR, 127);
    COSBase[] widths = new COSBase[128];
    Arrays.fill(widths, COSInteger.get(1000));
    font.setItem(COSName.WIDTHS, array(widths));
    return new PDType3Font(font);
  }

  private static COSArray array(COSBase... values) {
    COSArray array = new COSArray();
    for (COSBase value : values) {
      array.add(value);
    }
    return array;
  }

  /// At which side of the picture its green bar is.
  private static String greenSide(BufferedImage crop) {
    int w = crop.getWidth();
    int h = crop.getHeight();
    int green = Color.GREEN.getRGB();
    if (crop.getRGB(w / 2, 5) == green) {
      return "top";
    }
    if (crop.getRGB(w - 6, h / 2) == green) {
      return "right";
    }
    return crop.getRGB(w / 2, h - 6) == green ? "bottom" : "left";
  }

  private static void assertBox(Box box, double left, double top, double right, double bottom) {
    assertThat(box.left()).isEqualTo(left, within(0.01));
    assertThat(box.top()).isEqualTo(top, within(0.01));
    assertThat(box.right()).isEqualTo(right, within(0.01));
    assertThat(box.bottom()).isEqualTo(bottom, within(0.01));
  }
}
