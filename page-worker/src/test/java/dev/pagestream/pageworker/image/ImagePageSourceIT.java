package dev.pagestream.pageworker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

class ImagePageSourceIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void isOnePageWithOnePictureAPointToAPixel(String format) throws Exception {
    try (ImagePageSource source =
        ImagePageSource.open(write(PdfFixture.flag(300, 200), format), PageLimits.DEFAULT)) {
      PageModel page = source.read(1);
      assertThat(page.bitmaps()).containsExactly(new Box(0, 0, 300, 200));
      assertThat(page.box()).isEqualTo(new Box(0, 0, 300, 200));
      Crop crop = source.crop(1, List.of(new Box(0, 0, 300, 200)), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(300, 200);
      Color left = new Color(Pixels.of(crop).getRGB(20, 150));
      assertThat(left.getRed()).isGreaterThan(240);
      assertThat(left.getBlue()).isLessThan(15);
      assertThatThrownBy(() -> source.read(2))
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
      assertThat(source.read(2).bitmaps()).containsExactly(new Box(0, 0, 100, 400));
      assertThat(source.crop(2, List.of(new Box(0, 0, 100, 400)), 1).getFirst().heightPx())
          .isEqualTo(400);
      assertThatThrownBy(() -> source.read(3)).isInstanceOf(PageFailedException.class);
    }
  }

  @Test
  void readsAHugeImageAtFewerPixels() throws Exception {
    Path file = write(new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_GRAY), "jpg");
    PageLimits limits = new PageLimits(1_000_000, 1_000_000, 8 << 20, 64L << 20, 1000, 1000, 10);

    try (ImagePageSource source = ImagePageSource.open(file, limits)) {
      Crop crop = source.crop(1, source.read(1).bitmaps(), 2).getFirst();
      assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(1000, 1000);
      assertThat(Pixels.of(crop).getRGB(500, 500)).isEqualTo(Color.BLACK.getRGB());
    }
  }

  @Test
  void setsTransparentPixelsOnWhite() throws Exception {
    Path file = write(new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB), "png");

    try (ImagePageSource source = ImagePageSource.open(file, PageLimits.DEFAULT)) {
      assertThat(Pixels.of(source.crop(1, source.read(1).bitmaps(), 1).getFirst()).getRGB(50, 50))
          .isEqualTo(Color.WHITE.getRGB());
    }
  }

  @Test
  void refusesFormatsThatNoReaderKnows() throws Exception {
    Path file = Files.writeString(directory.resolve("image.webp"), "RIFF....WEBP");

    assertThatThrownBy(() -> ImagePageSource.open(file, PageLimits.DEFAULT))
        .isInstanceOfSatisfying(
            PageFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_UNSUPPORTED));
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }
}
