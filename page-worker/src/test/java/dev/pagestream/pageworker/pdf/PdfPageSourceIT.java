package dev.pagestream.pageworker.pdf;

import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.image;
import static dev.pagestream.pageworker.PdfFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Crops, limits and refusals; what is read of a page is in [PageReadingIT].
class PdfPageSourceIT {
  @TempDir Path directory;

  @Test
  void cropsTheSamePixelsAloneAndFromAWholePage() throws Exception {
    Path file =
        new PdfFixture()
            .page((document, p, content) -> {
              content.drawImage(image(document, flag(40, 20)), 50.3f, 300.7f, 200, 100);
              content.drawImage(image(document, flag(30, 30)), 300, 500, 111, 77);
            })
            .save(directory.resolve("two.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      List<Box> boxes = source.read(1).bitmaps();
      List<Crop> together = source.crop(1, boxes, 2);
      Crop first = source.crop(1, boxes.subList(0, 1), 2).getFirst();
      Crop second = source.crop(1, boxes.subList(1, 2), 2).getFirst();
      assertThat(together)
          .extracting(Crop::sha256)
          .containsExactly(first.sha256(), second.sha256());
    }
  }

  @Test
  void encodesCropsAsOpaqueRgbaPng() throws Exception {
    Path file =
        new PdfFixture()
            .page((document, p, content) ->
                content.drawImage(image(document, flag(40, 20)), 50, 300, 200, 100))
            .save(directory.resolve("one.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      Crop crop = source.crop(1, source.read(1).bitmaps(), 2).getFirst();
      byte depth = crop.bytes()[24];
      byte colourType = crop.bytes()[25];
      assertThat(List.of(depth, colourType)).containsExactly((byte) 8, (byte) 6);
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(400, 200);
      assertThat(Pixels.of(crop).getRGB(10, 190)).isEqualTo(Color.RED.getRGB());
    }
  }

  @Test
  void lowersTheScaleOfAHugePageBeforeAnythingIsAllocated() throws Exception {
    PDPage huge = new PDPage(new PDRectangle(14400, 14400));
    Path file =
        new PdfFixture()
            .page(
                huge,
                (document, p, content) ->
                    content.drawImage(image(document, flag(40, 20)), 0, 0, 14400, 14400))
            .save(directory.resolve("huge.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, limits(1_000_000, 8 << 20, 1000))) {
      Crop crop = source.crop(1, source.read(1).bitmaps(), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(1000, 1000);
    }
  }

  @Test
  void cropsAHugeJpegSubsampled() throws Exception {
    Path file =
        new PdfFixture()
            .page((document, p, content) ->
                content.drawImage(
                    JPEGFactory.createFromImage(
                        document, new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_GRAY)),
                    100,
                    200,
                    300,
                    300))
            .save(directory.resolve("jpeg.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      Crop crop = source.crop(1, source.read(1).bitmaps(), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(600, 600);
      assertThat(Pixels.of(crop).getRGB(300, 300)).isEqualTo(Color.BLACK.getRGB());
    }
  }

  @Test
  void failsAPageWithMoreObjectsThanAllowed() throws Exception {
    Path file =
        new PdfFixture()
            .page((document, p, content) -> text(content, REGULAR, 10, 50, 700, "eleven char"))
            .save(directory.resolve("many.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, limits(1_000_000, 8 << 20, 10))) {
      assertThatThrownBy(() -> source.read(1))
          .isInstanceOfSatisfying(
              PageFailedException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.PAGE_UNREADABLE))
          .hasMessage(
              "The page has more than 10 characters and images, which is more than is handled.");
    }
  }

  @Test
  void saysThatThereIsNoSuchPage() throws Exception {
    Path file =
        new PdfFixture().page((document, p, content) -> {}).save(directory.resolve("one.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      assertThatThrownBy(() -> source.read(2))
          .hasMessage("There is no page 2: the document has 1 pages.");
    }
  }

  @Test
  void refusesAnEncryptedFileWithItsOwnCode() throws Exception {
    PdfFixture fixture = new PdfFixture().page((document, p, content) -> {});
    fixture
        .document()
        .protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
    Path file = fixture.save(directory.resolve("encrypted.pdf"));

    assertThatThrownBy(() -> PdfPageSource.open(file, PageLimits.DEFAULT))
        .isInstanceOfSatisfying(
            PageFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_ENCRYPTED));
  }

  @Test
  void stopsSoonWhenItsThreadIsInterrupted() throws Exception {
    Path file =
        new PdfFixture()
            .page((document, p, content) -> text(content, REGULAR, 10, 50, 700, "x"))
            .save(directory.resolve("x.pdf"));

    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      source.read(1);
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> source.read(1)).hasMessage("page was given up");
        assertThatThrownBy(() -> source.crop(1, List.of(new Box(0, 0, 10, 10)), 1))
            .hasMessage("page was given up");
      } finally {
        Thread.interrupted();
      }
    }
  }

  private static PageLimits limits(long cropPixels, int cropBytes, int objects) {
    return new PageLimits(40_000_000, cropPixels, cropBytes, 64L << 20, objects, 1000, 1000);
  }
}
