package dev.pagestream.pageworker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.written.Written;
import dev.pagestream.testkit.WebpBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePageSourceIT {
  /// Version 100, no flags, no transform.
  private static final byte[] ADOBE_CMYK = ascii("Adobe\0d\0\0\0\0\0");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void isOnePageWithOnePictureAPointToAPixel(String format) throws Exception {
    try (ImagePageSource source =
        ImagePageSource.open(write(PdfFixture.flag(300, 200), format), PageLimits.DEFAULT)) {
      ArrangedPage page = Written.page(source, 1);
      assertThat(boxes(page)).containsExactly(new Box(0, 0, 300, 200));
      assertThat(List.of(page.widthPt(), page.heightPt())).containsExactly(300.0, 200.0);
      Crop crop = source.crop(1, List.of(new Box(0, 0, 300, 200)), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(300, 200);
      Color left = new Color(Pixels.of(crop).getRGB(20, 150));
      assertThat(left.getRed()).isGreaterThan(240);
      assertThat(left.getBlue()).isLessThan(15);
      assertThatThrownBy(() -> Written.page(source, 2))
          .hasMessage("There is no page 2: the document has 1 pages.");
    }
  }

  @Test
  void readsEveryImageOfATiffAsAPage() throws Exception {
    Path file = directory.resolve("pages.tif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(PdfFixture.flag(300, 200), null, null), null);
      writer.writeToSequence(new IIOImage(PdfFixture.flag(100, 400), null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      assertThat(boxes(Written.page(source, 2))).containsExactly(new Box(0, 0, 100, 400));
      assertThat(source.crop(2, List.of(new Box(0, 0, 100, 400)), 1).getFirst().heightPx())
          .isEqualTo(400);
      assertThatThrownBy(() -> Written.page(source, 3)).isInstanceOf(PageFailedException.class);
    }
  }

  @Test
  void readsAHugeImageAtFewerPixels() throws Exception {
    Path file = write(new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_GRAY), "jpg");
    PageLimits limits = new PageLimits(1_000_000, 1_000_000, 8 << 20, 64L << 20, 1000, 1000, 10);

    try (ImagePageSource source = ImagePageSource.open(file, limits)) {
      Crop crop = source.crop(1, boxes(Written.page(source, 1)), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(1000, 1000);
      assertThat(Pixels.of(crop).getRGB(500, 500)).isEqualTo(Color.BLACK.getRGB());
    }
  }

  @Test
  void setsTransparentPixelsOnWhite() throws Exception {
    Path file = write(new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB), "png");

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      assertThat(Pixels.of(crop(source)).getRGB(50, 50)).isEqualTo(Color.WHITE.getRGB());
    }
  }

  @Test
  void refusesFormatsThatNoReaderKnows() throws Exception {
    Path file = Files.writeString(directory.resolve("image.webp"), "RIFF....WAVE");

    assertThatThrownBy(() -> ImagePageSource.open(file, PageLimits.DEFAULT))
        .isInstanceOfSatisfying(
            PageFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_UNSUPPORTED));
  }

  @Test
  void readsLosslessWebpWithTransparency() throws Exception {
    byte[] webp =
        new WebpBuilder(30, 20, (x, _) -> x < 10 ? 0xFFFF0000 : x < 20 ? 0xFF0000FF : 0).bytes();
    Path file = Files.write(directory.resolve("image.webp"), webp);

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      BufferedImage pixels = Pixels.of(crop(source));
      assertThat(List.of(pixels.getRGB(5, 5), pixels.getRGB(15, 5), pixels.getRGB(25, 5)))
          .containsExactly(Color.RED.getRGB(), Color.BLUE.getRGB(), Color.WHITE.getRGB());
    }
  }

  @Test
  void refusesAWebpThatWouldNotFitIntoMemory() throws Exception {
    Path file =
        Files.write(directory.resolve("image.webp"), new WebpBuilder(30, 20, (_, _) -> 0).bytes());
    PageLimits limits = new PageLimits(599, 1_000_000, 8 << 20, 64L << 20, 1000, 1000, 10);

    try (ImagePageSource source = ImagePageSource.open(file, limits)) {
      assertThatThrownBy(() -> Written.page(source, 1)).hasMessageContaining("599 pixels");
    }
  }

  @Test
  void isAPictureHoweverSmallOrNarrow() throws Exception {
    try (ImagePageSource source =
        ImagePageSource.open(write(PdfFixture.flag(600, 3), "png"), PageLimits.DEFAULT)) {
      assertThat(boxes(Written.page(source, 1))).containsExactly(new Box(0, 0, 600, 3));
    }
  }

  /// The flag: red left, blue right, green on top.
  @ParameterizedTest
  @CsvSource({
    "1, 300, 200, 20, 150", "2, 300, 200, 280, 150", "3, 300, 200, 280, 50", "4, 300, 200, 20, 50",
    "5, 200, 300, 150, 20", "6, 200, 300, 50, 20", "7, 200, 300, 50, 280", "8, 200, 300, 150, 280"
  })
  void standsUprightAsExifSays(int orientation, int width, int height, int redX, int redY)
      throws Exception {
    Path jpeg = write(PdfFixture.flag(300, 200), "jpg");
    Files.write(jpeg, withExif(Files.readAllBytes(jpeg), orientation));
    BufferedImage flag = PdfFixture.flag(300, 200);
    Path webp =
        Files.write(
            directory.resolve("image.webp"),
            new WebpBuilder(300, 200, flag::getRGB).exif(tiffHeader(orientation)).bytes());

    for (Path file : List.of(jpeg, webp)) {
      try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
        assertThat(boxes(Written.page(source, 1))).containsExactly(new Box(0, 0, width, height));
        assertThat(isRed(Pixels.of(crop(source)), redX, redY)).isTrue();
        Box around = new Box(redX - 10, redY - 10, redX + 10, redY + 10);
        assertThat(isRed(Pixels.of(source.crop(1, List.of(around), 1).getFirst()), 10, 10))
            .isTrue();
      }
    }
  }

  @Test
  void readsAJpegInCmyk() throws Exception {
    Path file = directory.resolve("image.jpg");
    WritableRaster cmyk = Raster.createBandedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
    for (int i = 0; i < 64 * 64; i++) {
      // Magenta and yellow make red; Adobe stores all four inverted.
      cmyk.setPixel(i % 64, i / 64, new int[] {255, 0, 0, 255});
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(cmyk, null, null), null);
    } finally {
      writer.dispose();
    }

    Files.write(file, withSegment(Files.readAllBytes(file), 0xFFEE, ADOBE_CMYK));

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      Color colour = new Color(Pixels.of(crop(source)).getRGB(30, 30));
      assertThat(colour.getRed()).isGreaterThan(180);
      assertThat(colour.getBlue()).isLessThan(80);
    }
  }

  @Test
  void readsOnlyTheFirstImageOfAnAnimation() throws Exception {
    Path file = directory.resolve("image.gif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(PdfFixture.flag(30, 20), null, null), null);
      writer.writeToSequence(new IIOImage(PdfFixture.flag(30, 20), null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      assertThat(source.pages()).isEqualTo(1);
      assertThat(isRed(Pixels.of(crop(source)), 5, 15)).isTrue();
    }
  }

  private static boolean isRed(BufferedImage pixels, int x, int y) {
    Color colour = new Color(pixels.getRGB(x, y));
    return colour.getRed() > 230 && colour.getGreen() < 30 && colour.getBlue() < 30;
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff = tiffHeader(orientation);
    byte[] exif = ByteBuffer.allocate(tiff.length + 6).put(ascii("Exif\0\0")).put(tiff).array();
    return withSegment(jpeg, 0xFFE1, exif);
  }

  /// After the start of the image.
  private static byte[] withSegment(byte[] jpeg, int marker, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length + 4)
        .put(jpeg, 0, 2)
        .putShort((short) marker)
        .putShort((short) (segment.length + 2))
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// One directory with one tag.
  private static byte[] tiffHeader(int orientation) {
    return ByteBuffer.allocate(26)
        .put(ascii("MM\0*"))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static List<Box> boxes(ArrangedPage page) {
    return page.pictures().map(ArrangedPage.Picture::box).toList();
  }

  private static Crop crop(ImagePageSource source) throws Exception {
    return source.crop(1, boxes(Written.page(source, 1)), 1).getFirst();
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }
}
