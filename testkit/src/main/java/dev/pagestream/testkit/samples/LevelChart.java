package dev.pagestream.testkit.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/// A line chart of water levels as a bitmap: axes, grid, flood stage, and the peak by name.
final class LevelChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 480;
  private static final int LEFT = 96;
  private static final int RIGHT = 30;
  private static final int TOP = 70;
  private static final int BOTTOM = 88;
  private static final double FLOOD_STAGE = 2.5;
  private static final double HIGHEST = 3.5;

  private final Palette palette;
  private final String title;
  private final String xTitle;
  private final List<String> xLabels;
  private final double[] levels;

  /// @param xLabels one per value; an empty one is left out
  /// @param levels in metres, 0 to 3.5
  LevelChart(Palette palette, String title, String xTitle, List<String> xLabels, double[] levels) {
    this.palette = palette;
    this.title = title;
    this.xTitle = xTitle;
    this.xLabels = xLabels;
    this.levels = levels;
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = palette.canvas(image, Color.WHITE);
    grid(graphics);
    curve(graphics);
    floodStage(graphics);
    peak(graphics);
    graphics.setColor(Palette.DEEP);
    graphics.setFont(palette.font(29));
    graphics.drawString(title, LEFT, 42);
    graphics.dispose();
    return image;
  }

  private void grid(Graphics2D graphics) {
    graphics.setFont(palette.font(23));
    for (int half = 0; half <= 2 * HIGHEST; half++) {
      int y = y(half / 2.0);
      graphics.setColor(Palette.GRID);
      graphics.drawLine(LEFT, y, WIDTH - RIGHT, y);
      graphics.setColor(Palette.SLATE);
      graphics.drawString(String.format(Locale.ROOT, "%.1f", half / 2.0), LEFT - 48, y + 7);
    }
    for (int i = 0; i < xLabels.size(); i++) {
      int width = graphics.getFontMetrics().stringWidth(xLabels.get(i));
      graphics.drawString(xLabels.get(i), x(i) - width / 2, HEIGHT - BOTTOM + 32);
    }
    graphics.drawString(
        xTitle,
        LEFT + (WIDTH - LEFT - RIGHT) / 2 - graphics.getFontMetrics().stringWidth(xTitle) / 2,
        HEIGHT - 18);
    graphics.rotate(-Math.PI / 2);
    graphics.drawString("Level above datum (m)", -(TOP + HEIGHT - BOTTOM) / 2 - 112, 30);
    graphics.rotate(Math.PI / 2);
  }

  private void curve(Graphics2D graphics) {
    Path2D line = new Path2D.Double();
    for (int i = 0; i < levels.length; i++) {
      if (i == 0) {
        line.moveTo(x(i), y(levels[i]));
      } else {
        line.lineTo(x(i), y(levels[i]));
      }
    }
    Path2D area = new Path2D.Double(line);
    area.lineTo(x(levels.length - 1), y(0));
    area.lineTo(x(0), y(0));
    area.closePath();
    graphics.setColor(new Color(0x2f, 0x7f, 0xb5, 40));
    graphics.fill(area);
    graphics.setColor(Palette.WATER);
    graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(line);
  }

  private void floodStage(Graphics2D graphics) {
    graphics.setColor(Palette.WARNING);
    graphics.setStroke(
        new BasicStroke(
            2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {10, 7}, 0));
    graphics.drawLine(LEFT, y(FLOOD_STAGE), WIDTH - RIGHT, y(FLOOD_STAGE));
    graphics.drawString("Flood stage 2.5 m", LEFT + 12, y(FLOOD_STAGE) - 9);
  }

  private void peak(Graphics2D graphics) {
    int highest = 0;
    for (int i = 1; i < levels.length; i++) {
      highest = levels[i] > levels[highest] ? i : highest;
    }
    String label = String.format(Locale.ROOT, "Peak %.2f m", levels[highest]);
    graphics.setColor(Palette.DEEP);
    graphics.fillOval(x(highest) - 7, y(levels[highest]) - 7, 14, 14);
    int width = graphics.getFontMetrics().stringWidth(label);
    int labelX = Math.min(x(highest) + 14, WIDTH - RIGHT - width);
    graphics.drawString(label, labelX, y(levels[highest]) - 12);
  }

  private int x(int index) {
    return (int) Math.round(LEFT + (double) index * (WIDTH - LEFT - RIGHT) / (levels.length - 1));
  }

  private static int y(double level) {
    return (int) Math.round(HEIGHT - BOTTOM - level / HIGHEST * (HEIGHT - BOTTOM - TOP));
  }
}
