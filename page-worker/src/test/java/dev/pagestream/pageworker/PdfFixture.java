package dev.pagestream.pageworker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// PDFs with text and bitmaps at exactly known places. Positions are user space: points, origin at
/// the lower left.
public final class PdfFixture {
  public static final PDFont REGULAR = new PDType1Font(FontName.HELVETICA);
  public static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

  /// What draws on a page.
  @FunctionalInterface
  public interface Drawing {
    void on(PDDocument document, PDPage page, PDPageContentStream content) throws IOException;
  }

  private final PDDocument document = new PDDocument();

  /// A page of 600 x 800 points.
  public PdfFixture page(Drawing drawing) {
    return page(new PDPage(new PDRectangle(600, 800)), drawing);
  }

  public PdfFixture page(PDPage page, Drawing drawing) {
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      drawing.on(document, page, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public PDDocument document() {
    return document;
  }

  public Path save(Path file) {
    try (document) {
      document.save(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  public static void text(
      PDPageContentStream content, PDFont font, float size, float x, float y, String text)
      throws IOException {
    content.beginText();
    content.setFont(font, size);
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }

  /// Lines of a paragraph, each 1.2 em below the one before.
  public static void paragraph(
      PDPageContentStream content, float size, float x, float y, String... lines)
      throws IOException {
    for (int i = 0; i < lines.length; i++) {
      text(content, REGULAR, size, x, y - i * 1.2f * size, lines[i]);
    }
  }

  public static PDImageXObject image(PDDocument document, BufferedImage image) throws IOException {
    return LosslessFactory.createFromImage(document, image);
  }

  /// Left half red, right half blue, a green bar along the top: shows any turn and any shift.
  public static BufferedImage flag(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.setColor(Color.GREEN);
    graphics.fillRect(0, 0, width, height / 4);
    graphics.dispose();
    return image;
  }

  public static float width(PDFont font, float size, String text) {
    try {
      return font.getStringWidth(text) / 1000 * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
