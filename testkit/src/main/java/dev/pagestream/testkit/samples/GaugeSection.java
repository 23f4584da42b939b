package dev.pagestream.testkit.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/// Cross-section of a gauging station as a bitmap diagram: well, inlet, float, logger.
final class GaugeSection {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;

  private final Palette palette;

  GaugeSection(Palette palette) {
    this.palette = palette;
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = palette.canvas(image, Color.WHITE);
    ground(graphics);
    well(graphics);
    graphics.setColor(Palette.DEEP);
    graphics.setFont(palette.font(26));
    graphics.drawString("Gauging station Aldham, section", 40, 42);
    label(graphics, "Data logger with antenna", 600, 118, 440, 122);
    label(graphics, "Float on a steel tape", 600, 300, 418, 318);
    label(graphics, "Stilling well", 600, 372, 462, 380);
    label(graphics, "Inlet pipe", 600, 446, 330, 452);
    label(graphics, "River", 60, 300, 120, 340);
    graphics.dispose();
    return image;
  }

  private static void ground(Graphics2D graphics) {
    Path2D bank = new Path2D.Double();
    bank.moveTo(0, 500);
    bank.curveTo(140, 510, 190, 480, 260, 330);
    bank.lineTo(320, 240);
    bank.lineTo(WIDTH, 230);
    bank.lineTo(WIDTH, HEIGHT);
    bank.lineTo(0, HEIGHT);
    bank.closePath();
    graphics.setColor(Palette.PALE);
    graphics.fillRect(0, 330, 300, 200);
    graphics.setColor(Palette.WATER);
    graphics.fillRect(0, 328, 262, 5);
    graphics.setColor(Palette.SAND);
    graphics.fill(bank);
    graphics.setColor(Palette.LEAF);
    graphics.setStroke(new BasicStroke(6));
    graphics.drawLine(320, 240, WIDTH, 230);
  }

  private static void well(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(370, 150, 96, 330);
    graphics.setColor(Palette.PALE);
    graphics.fillRect(370, 330, 96, 150);
    graphics.fillRect(200, 440, 172, 24);
    graphics.setColor(Palette.SLATE);
    graphics.setStroke(new BasicStroke(5));
    graphics.drawRect(370, 150, 96, 330);
    graphics.drawLine(214, 438, 370, 438);
    graphics.drawLine(204, 466, 370, 466);
    graphics.setColor(Palette.WATER);
    graphics.fillRect(373, 328, 91, 5);
    graphics.setColor(Palette.WARNING);
    graphics.fillRoundRect(394, 312, 48, 26, 12, 12);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawLine(418, 312, 418, 140);
    graphics.setColor(Palette.DEEP);
    graphics.fillRect(388, 100, 60, 44);
    graphics.setStroke(new BasicStroke(3));
    graphics.drawLine(438, 100, 438, 62);
  }

  private void label(Graphics2D graphics, String text, int x, int y, int toX, int toY) {
    graphics.setFont(palette.font(22));
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.setColor(Palette.SLATE);
    boolean fromRight = toX < x;
    graphics.drawLine(fromRight ? x - 8 : x + 20, fromRight ? y - 7 : y + 8, toX, toY);
    graphics.setColor(Palette.DEEP);
    graphics.drawString(text, x, y);
  }
}
