package dev.pagestream.vlm.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Makes pictures smaller: each new pixel is the mean of all it covers, so that thin lines and
/// small letters fade instead of vanishing. Reads row by row and needs no copy of the picture. Same
/// in, same out.
final class AreaAverage {
  private AreaAverage() {}

  /// @param widthPx at most the picture's
  /// @param heightPx at most the picture's
  static BufferedImage scale(BufferedImage picture, int widthPx, int heightPx) {
    boolean alpha = picture.getColorModel().hasAlpha();
    BufferedImage scaled =
        new BufferedImage(
            widthPx, heightPx, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    PixelRows rows = PixelRows.of(picture);
    int[] source = new int[picture.getWidth()];
    int[] target = new int[widthPx];
    float[] narrowed = new float[4 * widthPx];
    float[] sum = new float[4 * widthPx];
    double rowsPerTarget = (double) picture.getHeight() / heightPx;
    int row = -1;
    for (int y = 0; y < heightPx; y++) {
      Arrays.fill(sum, 0);
      double from = y * rowsPerTarget;
      double to = Math.min(picture.getHeight(), from + rowsPerTarget);
      for (int sourceY = (int) from; sourceY < to; sourceY++) {
        if (sourceY != row) {
          rows.read(sourceY, source);
          narrow(source, narrowed, widthPx);
          row = sourceY;
        }
        double weight = (Math.min(to, sourceY + 1) - Math.max(from, sourceY)) / (to - from);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (narrowed[i] * weight);
        }
      }
      write(sum, target);
      scaled.setRGB(0, y, widthPx, 1, target, 0, widthPx);
    }
    return scaled;
  }

  /// Colours are weighed by their opacity, or edges of transparent pictures get dark.
  private static void narrow(int[] source, float[] narrowed, int widthPx) {
    double step = (double) source.length / widthPx;
    for (int x = 0; x < widthPx; x++) {
      double from = x * step;
      double to = Math.min(source.length, from + step);
      double alpha = 0;
      double red = 0;
      double green = 0;
      double blue = 0;
      for (int sourceX = (int) from; sourceX < to; sourceX++) {
        int pixel = source[sourceX];
        double weight = Math.min(to, sourceX + 1) - Math.max(from, sourceX);
        double opacity = weight * (pixel >>> 24);
        alpha += opacity;
        red += opacity * (pixel >> 16 & 0xFF);
        green += opacity * (pixel >> 8 & 0xFF);
        blue += opacity * (pixel & 0xFF);
      }
      double covered = to - from;
      narrowed[4 * x] = (float) (alpha / covered);
      narrowed[4 * x + 1] = (float) (red / covered);
      narrowed[4 * x + 2] = (float) (green / covered);
      narrowed[4 * x + 3] = (float) (blue / covered);
    }
  }

  private static void write(float[] sum, int[] target) {
    for (int x = 0; x < target.length; x++) {
      float alpha = sum[4 * x];
      target[x] =
          alpha <= 0
              ? 0
              : level(alpha) << 24
                  | level(sum[4 * x + 1] / alpha) << 16
                  | level(sum[4 * x + 2] / alpha) << 8
                  | level(sum[4 * x + 3] / alpha);
    }
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
