package dev.pagestream.pageworker.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Encodes crops. The same pixels give the same bytes, on which the fingerprint rests. Stateless,
/// thread-safe.
public final class CropEncoder {
  private CropEncoder() {}

  /// Encodes, at fewer pixels when the bytes would be too many.
  ///
  /// @param image of type `TYPE_INT_ARGB`
  public static Crop encode(BufferedImage image, int maxBytes) {
    BufferedImage smaller = image;
    byte[] png = png(smaller);
    while (png.length > maxBytes && (smaller.getWidth() > 1 || smaller.getHeight() > 1)) {
      double factor = Math.min(0.9, 0.95 * Math.sqrt((double) maxBytes / png.length));
      smaller = scaled(smaller, factor);
      png = png(smaller);
    }
    return Crop.png(png, smaller.getWidth(), smaller.getHeight());
  }

  private static BufferedImage scaled(BufferedImage image, double factor) {
    int width = Math.max(1, (int) (image.getWidth() * factor));
    int height = Math.max(1, (int) (image.getHeight() * factor));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    // In memory: the default stream would go through a temporary file.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
