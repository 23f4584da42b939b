package dev.pagestream.testkit.samples;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// One A4 page, set from top to bottom. Positions are in points from the upper left corner. The
/// cursor is where the next line's top will be.
final class Sheet implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();
  static final float MARGIN = 64;
  static final float TEXT_WIDTH = WIDTH - 2 * MARGIN;

  private static final float ITEM_INDENT = 14;

  private final PDPageContentStream content;
  private float left = MARGIN;
  private float width = TEXT_WIDTH;
  private float y = 96;

  Sheet(PDDocument document) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    content = new PDPageContentStream(document, page);
  }

  /// What is set from now on stands in this column.
  Sheet column(float newLeft, float newWidth, float top) {
    left = newLeft;
    width = newWidth;
    y = top;
    return this;
  }

  float y() {
    return y;
  }

  Sheet space(float points) {
    y += points;
    return this;
  }

  /// Sets text in the column; body text is justified.
  Sheet text(Style style, String text) throws IOException {
    List<String> lines = broken(style, text, width);
    for (int i = 0; i < lines.size(); i++) {
      boolean justified = style.equals(Style.BODY) && i < lines.size() - 1;
      line(style, lines.get(i), left, justified ? width : 0);
    }
    y += style.after();
    return this;
  }

  Sheet item(String marker, String text) throws IOException {
    float markerTop = y;
    for (String line : broken(Style.ITEM, text, width - ITEM_INDENT - 8)) {
      line(Style.ITEM, line, left + ITEM_INDENT + 8, 0);
    }
    float below = y + Style.ITEM.after();
    y = markerTop;
    line(Style.ITEM, marker, left + 8, 0);
    y = below;
    return this;
  }

  /// A bitmap across the column, with its caption below.
  Sheet figure(PDImageXObject image, float imageWidth, String caption) throws IOException {
    float height = imageWidth * image.getHeight() / image.getWidth();
    image(image, left + (width - imageWidth) / 2, y, imageWidth, height);
    y += height + 6;
    return text(Style.CAPTION, caption);
  }

  Sheet image(PDImageXObject image, float x, float top, float imageWidth, float imageHeight)
      throws IOException {
    content.drawImage(image, x, HEIGHT - top - imageHeight, imageWidth, imageHeight);
    return this;
  }

  /// A line of text at a place; moves no cursor.
  Sheet at(Style style, float x, float baseline, String text) throws IOException {
    content.beginText();
    content.setFont(style.font(), style.size());
    content.setNonStrokingColor(style.color());
    content.newLineAtOffset(x, HEIGHT - baseline);
    content.showText(text);
    content.endText();
    return this;
  }

  Sheet rule(float x1, float y1, float x2, float y2, float lineWidth, Color color)
      throws IOException {
    content.setStrokingColor(color);
    content.setLineWidth(lineWidth);
    content.moveTo(x1, HEIGHT - y1);
    content.lineTo(x2, HEIGHT - y2);
    content.stroke();
    return this;
  }

  Sheet fill(float x, float top, float boxWidth, float boxHeight, Color color) throws IOException {
    content.setNonStrokingColor(color);
    content.addRect(x, HEIGHT - top - boxHeight, boxWidth, boxHeight);
    content.fill();
    return this;
  }

  /// Running head with the logo, and the page number, all marked as furniture.
  Sheet furniture(String head, PDImageXObject logo, String foot) throws IOException {
    content.beginMarkedContent(COSName.ARTIFACT);
    at(Style.FURNITURE, MARGIN, 54, head);
    image(logo, WIDTH - MARGIN - 66, 34, 66, 66f * logo.getHeight() / logo.getWidth());
    rule(MARGIN, 66, WIDTH - MARGIN, 66, 0.6f, Palette.GRID);
    at(Style.FURNITURE, (WIDTH - textWidth(Style.FURNITURE, foot)) / 2, HEIGHT - 40, foot);
    content.endMarkedContent();
    return this;
  }

  static float textWidth(Style style, String text) throws IOException {
    return style.font().getStringWidth(text) / 1000 * style.size();
  }

  private void line(Style style, String text, float x, float justifyTo) throws IOException {
    int spaces = (int) text.chars().filter(character -> character == ' ').count();
    float slack = justifyTo == 0 || spaces == 0 ? 0 : (justifyTo - textWidth(style, text)) / spaces;
    content.setWordSpacing(slack);
    at(style, x, y + style.size(), text);
    content.setWordSpacing(0);
    y += style.leading();
  }

  private static List<String> broken(Style style, String text, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && textWidth(style, line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
