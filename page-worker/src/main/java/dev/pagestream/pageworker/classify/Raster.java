package dev.pagestream.pageworker.classify;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Pixels of a picture, over white, at no more than a bounded size. Immutable once made.
final class Raster {
  /// Longest side; enough to tell letters from drawing, small enough to look at each pixel often.
  static final int MAX_SIDE_PX = 400;

  private final int[] rgb;
  private final int[] luminances;
  private final int width;
  private final int height;

  private Raster(int[] rgb, int width, int height) {
    this.rgb = rgb;
    this.luminances = Arrays.stream(rgb).map(Colours::luminance).toArray();
    this.width = width;
    this.height = height;
  }

  static Raster of(BufferedImage image) {
    double scale =
        Math.min(1, MAX_SIDE_PX / (double) Math.max(image.getWidth(), image.getHeight()));
    BufferedImage small = opaque(image);
    while (scale < 1 && small.getWidth() > 2 * Math.max(1, scale * image.getWidth())) {
      small = scaled(small, (small.getWidth() + 1) / 2, (small.getHeight() + 1) / 2);
    }
    int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
    int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
    if (width != small.getWidth() || height != small.getHeight()) {
      small = scaled(small, width, height);
    }
    return new Raster(small.getRGB(0, 0, width, height, null, 0, width), width, height);
  }

  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int pixels() {
    return rgb.length;
  }

  int rgb(int index) {
    return rgb[index] & 0xffffff;
  }

  int rgb(int x, int y) {
    return rgb(y * width + x);
  }

  int luminance(int index) {
    return luminances[index];
  }
}
