package dev.pagestream.pageworker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Hashes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CropEncoderTest {
  @Test
  void givesTheSameBytesForTheSamePixels() {
    Crop first = CropEncoder.encode(noise(300, 200), 1 << 20);
    Crop second = CropEncoder.encode(noise(300, 200), 1 << 20);

    assertThat(first.bytes()).isEqualTo(second.bytes());
    assertThat(first.sha256()).isEqualTo(Hashes.sha256(second.bytes()));
  }

  @Test
  void losesNoPixelWhateverPartOfABitmapItIs() throws IOException {
    BufferedImage image = noise(120, 80);
    for (int y = 20; y < 60; y++) {
      for (int x = 0; x < 120; x++) {
        image.setRGB(x, y, x < 60 ? 0xffffffff : 0xff000000 | x << 16 | y);
      }
    }
    image.setRGB(50, 30, 0x40123456);
    BufferedImage part = image.getSubimage(31, 7, 77, 66);

    BufferedImage read = Pixels.of(CropEncoder.encode(part, 1 << 20));

    assertThat(read.getRGB(0, 0, 77, 66, null, 0, 77))
        .isEqualTo(part.getRGB(0, 0, 77, 66, null, 0, 77));
  }

  @Test
  void scalesDownUntilTheBytesFit() {
    Crop crop = CropEncoder.encode(noise(800, 400), 100_000);

    assertThat(crop.bytes().length).isBetween(40_000, 100_000);
    assertThat((double) crop.widthPx() / crop.heightPx()).isBetween(1.95, 2.05);
  }

  @Test
  void endsAtOnePixelWhenNothingFits() {
    Crop crop = CropEncoder.encode(noise(50, 50), 1);

    assertThat(crop.widthPx() * crop.heightPx()).isEqualTo(1);
  }

  /// Does not compress.
  private static BufferedImage noise(int width, int height) {
    Random random = new Random(11);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xFF000000 | random.nextInt(1 << 24));
      }
    }
    return image;
  }
}
