package dev.pagestream.pageworker.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Encodes crops. The same pixels give the same bytes, on which the fingerprint rests. Stateless,
/// thread-safe.
public final class CropEncoder {
  private CropEncoder() {}

  /// Encodes, at fewer pixels when the bytes would be too many.
  ///
  /// @param image of type `TYPE_INT_ARGB`
  public static Crop encode(BufferedImage image, int maxBytes) {
    BufferedImage smaller = image;
    byte[] png = PngEncoder.encode(smaller);
    while (png.length > maxBytes && (smaller.getWidth() > 1 || smaller.getHeight() > 1)) {
      double factor = Math.min(0.9, 0.95 * Math.sqrt((double) maxBytes / png.length));
      smaller = scaled(smaller, factor);
      png = PngEncoder.encode(smaller);
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
}
