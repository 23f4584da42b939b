package dev.pagestream.vlm.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures to prepare.
final class Pictures {
  private Pictures() {}

  static byte[] png(int widthPx, int heightPx, int type) {
    return encoded(image(widthPx, heightPx, type), "png");
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Left half red, right half blue; where there is alpha, nothing below the middle.
  static BufferedImage image(int widthPx, int heightPx, int type) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, type);
    int filled = image.getColorModel().hasAlpha() ? heightPx / 2 : heightPx;
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, widthPx / 2, filled);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(widthPx / 2, 0, widthPx - widthPx / 2, filled);
    graphics.dispose();
    return image;
  }

  static BufferedImage decoded(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file of a hundred bytes that says it is this large.
  static byte[] bomb(int widthPx, int heightPx) {
    byte[] file = png(1, 1, BufferedImage.TYPE_INT_RGB);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    bytes.putInt(16, widthPx);
    bytes.putInt(20, heightPx);
    CRC32 crc = new CRC32();
    crc.update(file, 12, 17);
    bytes.putInt(29, (int) crc.getValue());
    return file;
  }
}
