package dev.pagestream.testkit.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// The gauge house at the weir in the evening, painted like a photograph: gradients, haze,
/// reflections and grain.
final class RiverView {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 640;
  private static final int SHORE = 400;
  private static final int HALF_GRAIN = 7;

  private final Palette palette;
  private final Random random = new Random(42);

  RiverView(Palette palette) {
    this.palette = palette;
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = palette.canvas(image, Color.BLACK);
    sky(graphics);
    hills(graphics);
    trees(graphics);
    house(graphics);
    reflect(image, graphics);
    ripples(graphics);
    staff(graphics);
    graphics.dispose();
    grain(image);
    return image;
  }

  private static void sky(Graphics2D graphics) {
    graphics.setPaint(
        new GradientPaint(
            0, 0, new Color(0x3a, 0x55, 0x80), 0, SHORE, new Color(0xf4, 0xb8, 0x7d)));
    graphics.fillRect(0, 0, WIDTH, SHORE);
    float[] stops = {0.1f, 1};
    Color[] glow = {new Color(255, 238, 196, 215), new Color(255, 226, 170, 0)};
    graphics.setPaint(new RadialGradientPaint(300, 285, 260, stops, glow));
    graphics.fillRect(0, 0, WIDTH, SHORE);
    graphics.setColor(new Color(0xff, 0xf2, 0xd2));
    graphics.fillOval(272, 257, 56, 56);
  }

  private void hills(Graphics2D graphics) {
    Color[] shades = {
      new Color(0x9a, 0x93, 0x9c), new Color(0x6c, 0x76, 0x83), new Color(0x42, 0x55, 0x55)
    };
    for (int layer = 0; layer < shades.length; layer++) {
      Path2D ridge = new Path2D.Double();
      ridge.moveTo(0, SHORE);
      double phase = 2 * random.nextDouble();
      for (int x = 0; x <= WIDTH; x += 6) {
        double height =
            118
                - 36 * layer
                + (34 - 8 * layer) * Math.sin(x / (150.0 - 22 * layer) + phase + layer)
                + 9 * Math.sin(x / 31.0 + layer);
        ridge.lineTo(x, SHORE - height);
      }
      ridge.lineTo(WIDTH, SHORE);
      graphics.setColor(shades[layer]);
      graphics.fill(ridge);
    }
  }

  private void trees(Graphics2D graphics) {
    for (int i = 0; i < 70; i++) {
      int x = random.nextInt(WIDTH);
      if (x > 600 && x < 800) {
        continue; // The house stands here.
      }
      int height = 30 + random.nextInt(46);
      int shade = 26 + random.nextInt(26);
      graphics.setColor(new Color(shade, shade + 18, shade + 6));
      graphics.fillOval(x - height / 3, SHORE - height, 2 * height / 3, height + 6);
    }
    graphics.setColor(new Color(0x26, 0x32, 0x26));
    graphics.fillRect(0, SHORE - 8, WIDTH, 10);
  }

  private static void house(Graphics2D graphics) {
    graphics.setPaint(
        new GradientPaint(
            640, 0, new Color(0xb0, 0x78, 0x55), 780, 0, new Color(0x6d, 0x4a, 0x3c)));
    graphics.fillRect(640, SHORE - 104, 130, 100);
    Path2D roof = new Path2D.Double();
    roof.moveTo(622, SHORE - 100);
    roof.lineTo(705, SHORE - 166);
    roof.lineTo(788, SHORE - 100);
    roof.closePath();
    graphics.setColor(new Color(0x3b, 0x2c, 0x2c));
    graphics.fill(roof);
    graphics.setColor(new Color(0xff, 0xd9, 0x8a));
    graphics.fillRect(662, SHORE - 82, 26, 30);
    graphics.fillRect(722, SHORE - 82, 26, 30);
    graphics.setColor(new Color(0x2a, 0x20, 0x20));
    graphics.fillRect(693, SHORE - 56, 22, 52);
  }

  /// The lower part is the upper one upside down, darker and bluer.
  private static void reflect(BufferedImage image, Graphics2D graphics) {
    BufferedImage above = new BufferedImage(WIDTH, HEIGHT - SHORE, BufferedImage.TYPE_INT_RGB);
    Graphics2D copy = above.createGraphics();
    copy.drawImage(image, 0, -(2 * SHORE - HEIGHT), null);
    copy.dispose();
    graphics.drawImage(above, new AffineTransform(1, 0, 0, -1, 0, HEIGHT), null);
    graphics.setPaint(
        new GradientPaint(
            0, SHORE, new Color(20, 44, 70, 70), 0, HEIGHT, new Color(10, 30, 52, 185)));
    graphics.fillRect(0, SHORE, WIDTH, HEIGHT - SHORE);
  }

  private void ripples(Graphics2D graphics) {
    for (int i = 0; i < 900; i++) {
      int y = SHORE + 4 + random.nextInt(HEIGHT - SHORE - 4);
      int length = 10 + (y - SHORE) / 4 + random.nextInt(30);
      graphics.setColor(
          random.nextBoolean() ? new Color(255, 226, 180, 26) : new Color(8, 24, 42, 34));
      graphics.setStroke(new BasicStroke(1 + (y - SHORE) / 120f));
      int x = random.nextInt(WIDTH);
      graphics.drawLine(x, y, x + length, y);
    }
    graphics.setPaint(
        new GradientPaint(
            0, 470, new Color(235, 240, 244, 190), 0, 486, new Color(235, 240, 244, 0)));
    graphics.fillRect(0, 470, WIDTH, 16); // The weir.
  }

  private void staff(Graphics2D graphics) {
    graphics.setColor(new Color(0xf4, 0xf1, 0xe6));
    graphics.fillRect(880, 320, 34, 250);
    graphics.setColor(new Color(0x24, 0x24, 0x28));
    graphics.setStroke(new BasicStroke(2));
    graphics.drawRect(880, 320, 34, 250);
    graphics.setFont(palette.font(17));
    for (int mark = 0; mark <= 10; mark++) {
      int y = 560 - 24 * mark;
      graphics.drawLine(880, y, mark % 5 == 0 ? 900 : 890, y);
      if (mark % 5 == 0) {
        graphics.drawString(Integer.toString(mark / 5), 902, y + 6);
      }
    }
  }

  private void grain(BufferedImage image) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int noise = random.nextInt(2 * HALF_GRAIN + 1) - HALF_GRAIN;
        Color color = new Color(image.getRGB(x, y));
        image.setRGB(
            x,
            y,
            new Color(
                    lit(color.getRed() + noise),
                    lit(color.getGreen() + noise),
                    lit(color.getBlue() + noise))
                .getRGB());
      }
    }
  }

  private static int lit(int value) {
    return Math.clamp(value, 0, 255);
  }
}
