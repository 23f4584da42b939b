package dev.pagestream.testkit.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/// The association's logo as a bitmap: three waves and a name.
final class Logo {
  private static final int WIDTH = 330;
  private static final int HEIGHT = 120;

  private final Palette palette;

  Logo(Palette palette) {
    this.palette = palette;
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = palette.canvas(image, Color.WHITE);
    graphics.setColor(Palette.DEEP);
    graphics.fillOval(6, 6, 108, 108);
    graphics.setColor(Color.WHITE);
    for (int wave = 0; wave < 3; wave++) {
      int y = 42 + 20 * wave;
      Path2D path = new Path2D.Double();
      path.moveTo(24, y);
      path.curveTo(42, y - 16, 48, y + 16, 60, y);
      path.curveTo(72, y - 16, 78, y + 16, 96, y);
      graphics.setStroke(new BasicStroke(6));
      graphics.draw(path);
    }
    graphics.setColor(Palette.DEEP);
    graphics.setFont(palette.font(52));
    graphics.drawString("AVWA", 136, 62);
    graphics.setFont(palette.font(22));
    graphics.drawString("Aske Valley Water", 136, 94);
    graphics.dispose();
    return image;
  }
}
