package dev.pagestream.pageworker.inspect;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Draws boxes, kinds, captions and reading order over a page.
final class Overlay {
  private static final Color PICTURE = new Color(0xd0, 0x20, 0x20);
  private static final Color PANEL = new Color(0xe0, 0x80, 0x20);
  private static final Color CAPTION = new Color(0x10, 0x80, 0x30);
  private static final Color HEADING = new Color(0x20, 0x40, 0xc0);
  private static final Color LIST = new Color(0x80, 0x30, 0xa0);
  private static final Color FURNITURE = new Color(0x90, 0x90, 0x90);
  private static final Color TABLE = new Color(0x90, 0x60, 0x10);
  private static final Color CELL = new Color(0xd8, 0xb0, 0x60);
  private static final Color CODE = new Color(0x50, 0x70, 0x20);
  private static final Color TEXT = new Color(0x30, 0x90, 0xa0);
  private static final float LABEL_PT = 6.5f;

  private final ArrangedPage page;
  private final Graphics2D graphics;
  private final double scale;

  private Overlay(ArrangedPage page, Graphics2D graphics, double scale) {
    this.page = page;
    this.graphics = graphics;
    this.scale = scale;
  }

  /// @param rendered the page at any scale
  /// @return a copy
  static BufferedImage draw(ArrangedPage page, BufferedImage rendered) {
    BufferedImage image =
        new BufferedImage(rendered.getWidth(), rendered.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.drawImage(rendered, 0, 0, Color.WHITE, null);
    Overlay overlay = new Overlay(page, graphics, rendered.getWidth() / page.widthPt());
    overlay.drawItems();
    graphics.dispose();
    return image;
  }

  private void drawItems() {
    List<ArrangedPage.Item> items = page.items();
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case ArrangedPage.Text(PageBlock.Text text) ->
            draw(text.box(), colour(text.kind()), 1, label(i, text));
        case ArrangedPage.Table(PageBlock.Table table) -> drawTable(i, table);
        case ArrangedPage.Picture picture -> drawPicture(i, picture);
      }
    }
  }

  private void drawTable(int order, PageBlock.Table table) {
    table.cells().forEach(cell -> cell.box().ifPresent(box -> draw(box, CELL, 1, "")));
    String size = table.rows() + " x " + table.columns();
    draw(table.box(), TABLE, 2, order + " table " + size);
    connectToCaption(table.box(), table.caption());
  }

  private void connectToCaption(Box owner, Optional<Integer> caption) {
    caption
        .map(page.items()::get)
        .ifPresent(item -> {
          if (item instanceof ArrangedPage.Text(PageBlock.Text text)) {
            connect(owner, text.box());
          }
        });
  }

  private void drawPicture(int order, ArrangedPage.Picture picture) {
    picture.panels().forEach(panel -> draw(panel, PANEL, 1, ""));
    String label =
        order + " picture " + picture.index() + (picture.background() ? " background" : "");
    draw(picture.box(), PICTURE, 2.5f, label);
    connectToCaption(picture.box(), picture.caption());
  }

  private void connect(Box owner, Box caption) {
    graphics.setColor(CAPTION);
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(
        new Line2D.Double(
            scale * (owner.left() + owner.right()) / 2,
            scale * (owner.top() + owner.bottom()) / 2,
            scale * (caption.left() + caption.right()) / 2,
            scale * (caption.top() + caption.bottom()) / 2));
  }

  private void draw(Box box, Color colour, float stroke, String label) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(stroke));
    graphics.draw(
        new Rectangle2D.Double(
            scale * box.left(), scale * box.top(), scale * box.width(), scale * box.height()));
    if (!label.isEmpty()) {
      graphics.setFont(
          new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(LABEL_PT * (float) scale));
      graphics.drawString(label, (float) (scale * box.left()), (float) (scale * box.top() - 2));
    }
  }

  private static String label(int order, PageBlock.Text text) {
    String kind = text.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String level = text.level() > 0 ? " " + text.level() : "";
    return order + " " + kind + level;
  }

  private static Color colour(TextKind kind) {
    return switch (kind) {
      case TITLE, HEADING -> HEADING;
      case CAPTION -> CAPTION;
      case LIST_ITEM -> LIST;
      case CODE -> CODE;
      case FOOTNOTE, PAGE_HEADER, PAGE_FOOTER -> FURNITURE;
      case PARAGRAPH -> TEXT;
    };
  }
}
