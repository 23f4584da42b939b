package dev.pagestream.testkit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Writes PDFs for tests: text that flows down the page and bitmaps at known places. A4,
/// coordinates in points from the lower left corner, as PDF has them. Not thread-safe.
///
/// ```java
/// byte[] pdf = new PdfBuilder().page().heading("Title").paragraph("Text.").picture(PdfBuilder.bitmap(1, 300, 200), box, "Figure 1").bytes();
/// ```
public final class PdfBuilder {
  public static final float PAGE_WIDTH = PDRectangle.A4.getWidth();
  public static final float PAGE_HEIGHT = PDRectangle.A4.getHeight();

  private static final PDFont BODY = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
  private static final PDFont BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
  private static final float MARGIN = 72;
  private static final float BODY_SIZE = 11;
  private static final float HEADING_SIZE = 18;
  private static final float CAPTION_SIZE = 9;
  private static final float LEADING = 1.35f;

  private final PDDocument document = new PDDocument();
  private PDPage page = new PDPage(PDRectangle.A4);
  private float y;

  /// Starts a page; what follows goes onto it.
  public PdfBuilder page() {
    page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = PAGE_HEIGHT - MARGIN;
    return this;
  }

  public PdfBuilder heading(String text) {
    y -= HEADING_SIZE * LEADING;
    textAt(text, BOLD, HEADING_SIZE, MARGIN, y);
    y -= BODY_SIZE;
    return this;
  }

  /// Lines are broken at the margin.
  public PdfBuilder paragraph(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (width(line + " " + word) > PAGE_WIDTH - 2 * MARGIN) {
        line(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(line.toString());
    y -= BODY_SIZE;
    return this;
  }

  /// Text at a place, for columns and labels.
  public PdfBuilder textAt(String text, float x, float baselineY) {
    textAt(text, BODY, BODY_SIZE, x, baselineY);
    return this;
  }

  /// A bitmap that fills the box, in points.
  public PdfBuilder picture(BufferedImage bitmap, Rectangle2D.Float box) {
    draw(content -> {
      PDImageXObject image = LosslessFactory.createFromImage(document, bitmap);
      content.drawImage(image, box.x, box.y, box.width, box.height);
    });
    return this;
  }

  /// A bitmap with its caption just below.
  public PdfBuilder picture(BufferedImage bitmap, Rectangle2D.Float box, String caption) {
    picture(bitmap, box);
    textAt(caption, BODY, CAPTION_SIZE, box.x, box.y - CAPTION_SIZE * LEADING);
    return this;
  }

  /// The file. The builder is used up.
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (document) {
      document.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The file, readable only with the password.
  public byte[] encrypted(String password) {
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy(password, password, new AccessPermission());
    policy.setEncryptionKeyLength(256);
    try {
      document.protect(policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes();
  }

  /// The first part of the file, as a broken upload leaves it.
  ///
  /// @param share of the bytes, 0 to 1
  public byte[] truncated(double share) {
    byte[] whole = bytes();
    return Arrays.copyOf(whole, (int) (whole.length * share));
  }

  public Path writeTo(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A colourful bitmap; another seed gives other pixels, the same seed the same.
  public static BufferedImage bitmap(long seed, int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    Random random = new Random(seed);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, widthPx, heightPx);
    for (int i = 0; i < 12; i++) {
      canvas.setColor(new Color(random.nextInt(1 << 24)));
      int width = 1 + random.nextInt(Math.max(1, widthPx / 3));
      int height = 1 + random.nextInt(Math.max(1, heightPx / 3));
      canvas.fillRect(random.nextInt(widthPx), random.nextInt(heightPx), width, height);
    }
    canvas.dispose();
    return image;
  }

  /// A box as wide as half the page, in the middle.
  public static Rectangle2D.Float middle() {
    return new Rectangle2D.Float(PAGE_WIDTH / 4, PAGE_HEIGHT / 3, PAGE_WIDTH / 2, PAGE_HEIGHT / 4);
  }

  private void line(String text) {
    y -= BODY_SIZE * LEADING;
    textAt(text, BODY, BODY_SIZE, MARGIN, y);
  }

  private static float width(String text) {
    try {
      return BODY.getStringWidth(text) / 1000 * BODY_SIZE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void textAt(String text, PDFont font, float size, float x, float baselineY) {
    draw(content -> {
      content.beginText();
      content.setFont(font, size);
      content.newLineAtOffset(x, baselineY);
      content.showText(text);
      content.endText();
    });
  }

  private interface Drawing {
    void on(PDPageContentStream content) throws IOException;
  }

  private void draw(Drawing drawing) {
    try (PDPageContentStream content =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
      drawing.on(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
