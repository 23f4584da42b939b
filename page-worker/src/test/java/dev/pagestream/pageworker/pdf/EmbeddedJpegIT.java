package dev.pagestream.pageworker.pdf;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Hashes;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JPEG that is a whole picture is handed on as it lies in the document; one that is not shown as
/// it is, is rendered.
class EmbeddedJpegIT {
  private static final int WIDTH_PX = 400;
  private static final int HEIGHT_PX = 200;

  /// Where it is drawn: 2 pixels a point.
  private static final float X = 100;

  private static final float Y = 300;
  private static final float WIDTH = 200;
  private static final float HEIGHT = 100;
  private static final Box BOX = new Box(100, 400, 300, 500);

  private static final String PNG = "image/png";
  private static final String JPEG = "image/jpeg";

  @TempDir Path directory;

  /// Draws the JPEG and what else there is.
  @FunctionalInterface
  private interface Drawing {
    void on(PDPage page, PDPageContentStream content, PDImageXObject jpeg) throws Exception;
  }

  @Test
  void isPassedThroughByteForByte() throws Exception {
    Crop crop = crop((page, content, jpeg) -> content.drawImage(jpeg, X, Y, WIDTH, HEIGHT));

    assertThat(crop.mediaType()).isEqualTo(JPEG);
    assertThat(crop.bytes()).isEqualTo(jpeg());
    assertThat(crop.sha256()).isEqualTo(Hashes.sha256(jpeg()));
    assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(WIDTH_PX, HEIGHT_PX);
  }

  @Test
  void withSomethingUnderItIsPassedThrough() throws Exception {
    assertThat(
            crop(
                    (page, content, jpeg) -> {
                      content.addRect(0, 0, 600, 800);
                      content.fill();
                      content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                      text(content, REGULAR, 10, X, Y - 20, "Figure 1: beside it");
                    })
                .mediaType())
        .isEqualTo(JPEG);
  }

  @Test
  void withSomethingOnItIsRendered() throws Exception {
    assertThat(
            List.of(
                crop((page, content, jpeg) -> {
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                  text(content, REGULAR, 10, X + 20, Y + 20, "label");
                }),
                crop((page, content, jpeg) -> {
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                  content.setNonStrokingColor(Color.YELLOW);
                  content.addRect(X + 20, Y + 20, 30, 30);
                  content.fill();
                })))
        .extracting(Crop::mediaType)
        .containsOnly(PNG);
  }

  @Test
  void turnedMirroredStretchedOrClippedIsRendered() throws Exception {
    assertThat(
            List.of(
                crop((page, content, jpeg) ->
                    content.drawImage(jpeg, new Matrix(0, HEIGHT, -WIDTH, 0, X + WIDTH, Y))),
                crop((page, content, jpeg) ->
                    content.drawImage(jpeg, new Matrix(-WIDTH, 0, 0, HEIGHT, X + WIDTH, Y))),
                crop((page, content, jpeg) ->
                    content.drawImage(jpeg, new Matrix(WIDTH, 0, 0, -HEIGHT, X, Y + HEIGHT))),
                crop((page, content, jpeg) -> content.drawImage(jpeg, X, Y, WIDTH, HEIGHT / 2)),
                crop((page, content, jpeg) -> {
                  content.moveTo(X, Y);
                  content.lineTo(X + WIDTH, Y);
                  content.lineTo(X + WIDTH / 2, Y + HEIGHT);
                  content.closePath();
                  content.clip();
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                }),
                crop((page, content, jpeg) -> {
                  page.setRotation(180);
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                })))
        .extracting(Crop::mediaType)
        .containsOnly(PNG);
  }

  @Test
  void notOpaqueOrOfOtherColoursIsRendered() throws Exception {
    assertThat(
            List.of(
                crop((page, content, jpeg) -> {
                  PDExtendedGraphicsState half = new PDExtendedGraphicsState();
                  half.setNonStrokingAlphaConstant(0.5f);
                  content.setGraphicsStateParameters(half);
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                }),
                crop((page, content, jpeg) -> {
                  jpeg.getCOSObject()
                      .setItem(
                          COSName.DECODE,
                          org.apache.pdfbox.cos.COSArray.ofCOSIntegers(List.of(1, 0, 1, 0, 1, 0)));
                  content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);
                })))
        .extracting(Crop::mediaType)
        .containsOnly(PNG);
  }

  @Test
  void ofFarMoreOrFewerPixelsIsRendered() throws Exception {
    Drawing drawing = (page, content, jpeg) -> content.drawImage(jpeg, X, Y, WIDTH, HEIGHT);

    assertThat(crop(drawing, 0.5, PageLimits.DEFAULT).mediaType()).isEqualTo(PNG);
    assertThat(crop(drawing, 5, PageLimits.DEFAULT).mediaType()).isEqualTo(PNG);
    PageLimits few = new PageLimits(40_000_000, 10_000, 8 << 20, 64L << 20, 1_000, 1_000, 1_000);
    assertThat(crop(drawing, 2, few).mediaType()).isEqualTo(PNG);
  }

  @Test
  void aBoxThatIsMoreThanTheJpegIsRendered() throws Exception {
    Path file = save((page, content, jpeg) -> content.drawImage(jpeg, X, Y, WIDTH, HEIGHT));
    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      source.read(1);
      List<Crop> crops = source.crop(1, List.of(new Box(100, 400, 300, 520), BOX), 2);

      assertThat(crops).extracting(Crop::mediaType).containsExactly(PNG, JPEG);
    }
  }

  private Crop crop(Drawing drawing) throws Exception {
    return crop(drawing, 2, PageLimits.DEFAULT);
  }

  private Crop crop(Drawing drawing, double scale, PageLimits limits) throws Exception {
    try (PdfPageSource source = PdfPageSource.open(save(drawing), limits)) {
      return source.crop(1, source.read(1).bitmaps(), scale).getFirst();
    }
  }

  private Path save(Drawing drawing) {
    return new PdfFixture()
        .page(
            new PDPage(new PDRectangle(600, 800)),
            (document, page, content) -> {
              try {
                drawing.on(page, content, JPEGFactory.createFromByteArray(document, jpeg()));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .save(directory.resolve("jpeg.pdf"));
  }

  private static byte[] jpeg() throws java.io.IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(flag(WIDTH_PX, HEIGHT_PX), "jpeg", jpeg);
    return jpeg.toByteArray();
  }
}
