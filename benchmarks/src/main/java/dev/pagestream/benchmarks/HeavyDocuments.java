package dev.pagestream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Documents whose pages are full: of small type in two columns, of thousands of lines and curves,
/// of cells. The same ones in each run.
final class HeavyDocuments {
  private static final int PAGES = 10;
  private static final int SEGMENTS_BESIDE_TEXT = 5_000;
  private static final int SEGMENTS_ALONE = 20_000;
  private static final String[] WORDS =
      ("the of measured values between first network surface layer energy under method results show"
              + " that with increasing pressure each sample was kept for several hours before")
          .split(" ", -1);

  private static final float LEFT = 50;
  private static final float RIGHT = 540;
  private static final float BOTTOM = 50;
  private static final float TOP = 800;
  private static final float TYPE_PT = 9;
  private static final float LEADING_PT = 10.5f;
  private static final float COLUMN_PT = 255;
  private static final int LINE_CHARS = 52;
  private static final int TABLE_ROWS = 60;
  private static final int TABLE_COLUMNS = 9;
  private static final float CELL_WIDTH_PT = 55;
  private static final float CELL_HEIGHT_PT = 12.5f;

  private final Random random;
  private final PDFont font = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);

  private HeavyDocuments(int seed) {
    random = new Random(seed);
  }

  static List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return List.of(
        save(directory.resolve("text.pdf"), (page, content) -> page.text(content, TOP)),
        save(
            directory.resolve("drawings.pdf"),
            (page, content) -> {
              page.drawing(content, SEGMENTS_BESIDE_TEXT, TOP / 2);
              page.text(content, TOP / 2 - 40);
            }),
        save(
            directory.resolve("plates.pdf"),
            (page, content) -> page.drawing(content, SEGMENTS_ALONE, 2 * BOTTOM)),
        save(directory.resolve("tables.pdf"), HeavyDocuments::table));
  }

  @FunctionalInterface
  private interface Drawing {
    void draw(HeavyDocuments page, PDPageContentStream content) throws IOException;
  }

  private static Path save(Path file, Drawing drawing) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < PAGES; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          drawing.draw(new HeavyDocuments(i), content);
        }
      }
      document.save(file.toFile());
    }
    return file;
  }

  private void text(PDPageContentStream content, float top) throws IOException {
    for (float left = LEFT; left < RIGHT; left += COLUMN_PT) {
      for (float y = top; y > BOTTOM; y -= LEADING_PT) {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_CHARS) {
          line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        show(content, left, y, line.toString());
      }
    }
  }

  /// Bars, curves, dots and rules all over, and their caption.
  private void drawing(PDPageContentStream content, int segments, float bottom) throws IOException {
    content.setLineWidth(0.5f);
    for (int drawn = 0; drawn < segments; ) {
      float x = LEFT + random.nextFloat() * (RIGHT - LEFT - 40);
      float y = bottom + random.nextFloat() * (TOP - bottom);
      drawn += mark(content, x, y);
    }
    content.setNonStrokingColor(0f);
    show(content, LEFT, bottom - 20, "Figure 1. The values that were measured, by the hour.");
  }

  /// @return segments that were drawn
  private int mark(PDPageContentStream content, float x, float y) throws IOException {
    return switch (random.nextInt(4)) {
      case 0 -> {
        content.setNonStrokingColor(random.nextFloat(), 0.3f, 0.6f);
        content.addRect(x, y, 2 + 3 * random.nextFloat(), 2 + 6 * random.nextFloat());
        content.fill();
        yield 4;
      }
      case 1 -> {
        content.moveTo(x, y);
        for (int i = 1; i <= 20; i++) {
          content.lineTo(x + 2 * i, y + 4 * random.nextFloat());
        }
        content.stroke();
        yield 20;
      }
      case 2 -> {
        content.moveTo(x, y);
        content.curveTo(x + 2, y, x + 2, y + 2, x, y + 2);
        content.curveTo(x - 2, y + 2, x - 2, y, x, y);
        content.fill();
        yield 2;
      }
      default -> {
        content.moveTo(x, y);
        content.lineTo(x + 8, y);
        content.stroke();
        yield 1;
      }
    };
  }

  private void table(PDPageContentStream content) throws IOException {
    show(content, LEFT, TOP, "Table 1. All values of the series.");
    for (int row = 0; row < TABLE_ROWS; row++) {
      float y = TOP - 20 - row * CELL_HEIGHT_PT;
      for (int column = 0; column < TABLE_COLUMNS; column++) {
        float x = LEFT + column * CELL_WIDTH_PT;
        content.addRect(x, y, CELL_WIDTH_PT, CELL_HEIGHT_PT);
        content.stroke();
        String value = String.format(Locale.ROOT, "%.2f", random.nextFloat() * 1000);
        show(content, x + 3, y + 3.5f, column == 0 ? "Item " + row : value);
      }
    }
  }

  private void show(PDPageContentStream content, float x, float y, String text) throws IOException {
    content.beginText();
    content.setFont(font, TYPE_PT);
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }
}
