package dev.pagestream.vlm.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;

/// Rows of a picture as ARGB. Java converts grey through a linear colour space, which makes scans
/// brighter than they are; so grey levels are taken as they stand.
sealed interface PixelRows {
  void read(int y, int[] argb);

  static PixelRows of(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    boolean grey =
        model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && picture.getRaster().getNumBands() == (model.hasAlpha() ? 2 : 1)
            && model.getComponentSize(0) >= 8;
    return grey ? new Grey(picture, model.getComponentSize(0) - 8) : new Colour(picture);
  }

  /// Everything Java converts rightly, palettes and bitmaps among it.
  record Colour(BufferedImage picture) implements PixelRows {
    @Override
    public void read(int y, int[] argb) {
      picture.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
    }
  }

  /// @param shift bits a level has above eight
  record Grey(BufferedImage picture, int shift) implements PixelRows {
    @Override
    public void read(int y, int[] argb) {
      boolean alpha = picture.getColorModel().hasAlpha();
      int[] levels = picture.getRaster().getSamples(0, y, argb.length, 1, 0, (int[]) null);
      int[] opacities =
          alpha ? picture.getRaster().getSamples(0, y, argb.length, 1, 1, (int[]) null) : levels;
      for (int x = 0; x < argb.length; x++) {
        int level = levels[x] >> shift;
        int opacity = alpha ? opacities[x] >> shift : 0xFF;
        argb[x] = opacity << 24 | level << 16 | level << 8 | level;
      }
    }
  }
}
