package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.evaluation.PageTruth;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left out when a page is rendered for its pictures is not missing in them: crops show
/// what PDFBox renders when it paints the whole page.
class CropPixelsIT {
  private static final double SCALE = 2;

  /// The shades of a curve's edge may differ.
  private static final double SAME_SHARE = 0.999;

  /// Of a channel, by rounding where something half transparent is painted.
  private static final int ONE_SHADE = 1;

  @TempDir Path directory;

  @Test
  void areThoseOfTheWholePage() throws Exception {
    int compared = 0;
    for (FixtureBook.Fixture fixture : FixtureBook.write(directory)) {
      try (PdfPageSource source = PdfPageSource.open(fixture.file(), PageLimits.DEFAULT);
          PDDocument document = Loader.loadPDF(fixture.file().toFile())) {
        for (PageTruth page : fixture.truth().pages()) {
          List<Box> boxes = page.pictures().stream().map(PageTruth.PictureTruth::box).toList();
          compared += compare(source, document, page.page(), boxes);
        }
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  private static int compare(PdfPageSource source, PDDocument document, int page, List<Box> boxes)
      throws Exception {
    if (boxes.isEmpty()) {
      return 0;
    }
    BufferedImage whole = whole(document, page);
    List<Crop> together = source.crop(page, boxes, SCALE);
    for (int i = 0; i < boxes.size(); i++) {
      assertShows(together.get(i), whole, boxes.get(i));
      assertShows(
          source.crop(page, boxes.subList(i, i + 1), SCALE).getFirst(), whole, boxes.get(i));
    }
    return boxes.size();
  }

  private static void assertShows(Crop crop, BufferedImage page, Box box) throws Exception {
    BufferedImage pixels = Pixels.of(crop);
    int left = (int) Math.floor(box.left() * SCALE + 0.02);
    int top = (int) Math.floor(box.top() * SCALE + 0.02);
    long same = 0;
    for (int y = 0; y < pixels.getHeight(); y++) {
      for (int x = 0; x < pixels.getWidth(); x++) {
        same += isAt(page, left + x, top + y, pixels.getRGB(x, y)) ? 1 : 0;
      }
    }
    assertThat((double) same / pixels.getWidth() / pixels.getHeight())
        .as("share of equal pixels, " + box)
        .isGreaterThan(SAME_SHARE);
  }

  /// Whether the page has the colour there, or one pixel beside: edges of areas may be rounded the
  /// other way.
  private static boolean isAt(BufferedImage page, int x, int y, int rgb) {
    if (x >= page.getWidth() || y >= page.getHeight()) {
      return true;
    }
    for (int row = Math.max(0, y - 1); row <= Math.min(page.getHeight() - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1);
          column <= Math.min(page.getWidth() - 1, x + 1);
          column++) {
        if (isNear(page.getRGB(column, row), rgb)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNear(int a, int b) {
    return Math.abs(((a >> 16) & 0xff) - ((b >> 16) & 0xff)) <= ONE_SHADE
        && Math.abs(((a >> 8) & 0xff) - ((b >> 8) & 0xff)) <= ONE_SHADE
        && Math.abs((a & 0xff) - (b & 0xff)) <= ONE_SHADE;
  }

  private static BufferedImage whole(PDDocument document, int page) throws Exception {
    PDFRenderer renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
    Box size = DisplaySpace.of(document.getPage(page - 1)).page();
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(size.width() * SCALE),
            (int) Math.ceil(size.height() * SCALE),
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setBackground(Color.WHITE);
    graphics.clearRect(0, 0, image.getWidth(), image.getHeight());
    renderer.renderPageToGraphics(page - 1, graphics, (float) SCALE);
    graphics.dispose();
    return image;
  }
}
