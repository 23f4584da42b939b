package dev.pagestream.testkit.samples;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Colours, and the typeface of the bitmaps: the one that comes with PDFBox, so that no machine's
/// own fonts change them.
final class Palette {
  static final Color DEEP = new Color(0x12, 0x3a, 0x5a);
  static final Color WATER = new Color(0x2f, 0x7f, 0xb5);
  static final Color PALE = new Color(0xd7, 0xe8, 0xf2);
  static final Color SLATE = new Color(0x4d, 0x5b, 0x66);
  static final Color GRID = new Color(0xd9, 0xde, 0xe2);
  static final Color WARNING = new Color(0xc2, 0x41, 0x2d);
  static final Color LEAF = new Color(0x5f, 0x8f, 0x4e);
  static final Color SAND = new Color(0xe9, 0xdf, 0xc4);

  private static final String TYPEFACE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final Font font;

  Palette() {
    try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(TYPEFACE))) {
      font = Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  Font font(float sizePx) {
    return font.deriveFont(sizePx);
  }

  /// A smooth canvas over the whole image, filled with a colour.
  Graphics2D canvas(BufferedImage image, Color background) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(background);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    return graphics;
  }
}
