package dev.pagestream.testkit.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// A schematic map of the river and its gauging stations as a bitmap.
final class StationMap {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 600;
  private static final Color PAPER = new Color(0xf1, 0xf4, 0xea);

  private record Station(String name, String distance, int x, int y, int labelX, int labelY) {}

  private static final List<Station> STATIONS =
      List.of(
          new Station("Highmoor", "km 41", 205, 135, 44, 186),
          new Station("Brentfoot", "km 33", 400, 248, 428, 250),
          new Station("Aldham", "km 21", 600, 318, 628, 318),
          new Station("Brackwater", "km 12", 768, 402, 796, 396),
          new Station("Lakemouth", "km 2", 928, 482, 734, 510));

  private final Palette palette;

  StationMap(Palette palette) {
    this.palette = palette;
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = palette.canvas(image, PAPER);
    hills(graphics);
    water(graphics);
    office(graphics);
    STATIONS.forEach(station -> station(graphics, station));
    legend(graphics);
    graphics.dispose();
    return image;
  }

  private static void hills(Graphics2D graphics) {
    graphics.setColor(new Color(0xdf, 0xe6, 0xcd));
    graphics.fillOval(-140, -190, 560, 420);
    graphics.setColor(new Color(0xd0, 0xda, 0xb8));
    graphics.fillOval(-80, -150, 360, 290);
    graphics.setColor(new Color(0xe6, 0xec, 0xd7));
    graphics.fillOval(90, 380, 420, 300);
  }

  private void water(Graphics2D graphics) {
    Path2D river = new Path2D.Double();
    river.moveTo(60, 60);
    river.curveTo(180, 90, 190, 150, 290, 180);
    river.curveTo(400, 220, 380, 270, 500, 290);
    river.curveTo(640, 310, 660, 350, 730, 390);
    river.curveTo(810, 430, 850, 430, 960, 500);
    Path2D brent = new Path2D.Double();
    brent.moveTo(120, 520);
    brent.curveTo(230, 470, 250, 370, 400, 248);
    graphics.setColor(Palette.WATER);
    graphics.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(brent);
    graphics.setStroke(new BasicStroke(13, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(river);
    graphics.fillOval(930, 440, 220, 190);
    graphics.setFont(palette.font(24));
    graphics.setColor(Palette.DEEP);
    graphics.drawString("Brent", 232, 478);
    graphics.drawString("Aske", 306, 160);
    graphics.setColor(Color.WHITE);
    graphics.drawString("Lake", 1000, 540);
    graphics.drawString("Orrin", 1000, 568);
  }

  private void station(Graphics2D graphics, Station station) {
    graphics.setColor(Color.WHITE);
    graphics.fillOval(station.x() - 15, station.y() - 15, 30, 30);
    graphics.setColor(Palette.WARNING);
    graphics.fillOval(station.x() - 11, station.y() - 11, 22, 22);
    int nameWidth = graphics.getFontMetrics(palette.font(25)).stringWidth(station.name());
    label(graphics, station.name(), 25, Palette.DEEP, station.labelX(), station.labelY());
    label(
        graphics,
        station.distance(),
        19,
        Palette.SLATE,
        station.labelX() + nameWidth + 8,
        station.labelY());
  }

  /// Text with a pale outline, so that it can be read over the data links.
  private void label(Graphics2D graphics, String text, int sizePx, Color color, int x, int y) {
    Shape outline =
        palette
            .font(sizePx)
            .createGlyphVector(graphics.getFontRenderContext(), text)
            .getOutline(x, y);
    graphics.setColor(PAPER);
    graphics.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(outline);
    graphics.setColor(color);
    graphics.fill(outline);
  }

  private void office(Graphics2D graphics) {
    graphics.setColor(Palette.DEEP);
    graphics.setStroke(
        new BasicStroke(
            2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0));
    for (Station station : STATIONS) {
      graphics.drawLine(station.x(), station.y() - 14, 842, 112);
    }
    graphics.fillRoundRect(745, 52, 196, 62, 14, 14);
    graphics.setColor(Color.WHITE);
    graphics.setFont(palette.font(22));
    graphics.drawString("Office, hourly data", 757, 91);
  }

  private void legend(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(470, 470, 268, 104);
    graphics.setColor(Palette.SLATE);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.drawRect(470, 470, 268, 104);
    graphics.setFont(palette.font(19));
    graphics.setColor(Palette.WARNING);
    graphics.fillOval(488, 486, 18, 18);
    graphics.setColor(Palette.SLATE);
    graphics.drawString("Gauging station", 520, 502);
    graphics.drawString("Mobile network", 520, 532);
    graphics.drawString("0            5           10 km", 520, 562);
    graphics.setStroke(
        new BasicStroke(
            2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
    graphics.drawLine(484, 526, 510, 526);
    graphics.setStroke(new BasicStroke(3));
    graphics.drawLine(484, 556, 510, 556);
  }
}
