package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.CropEncoder;
import dev.pagestream.pageworker.picture.PixelGrid;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Renders crops. Interpreting the page is what costs, and a clip saves none of it: a page with
/// several pictures is rendered once and cut. Pages too large for that are rendered crop by crop.
final class PageCropper {
  private final StoppableRenderer renderer;
  private final PageLimits limits;

  PageCropper(PDDocument document, PageLimits limits) {
    renderer = new StoppableRenderer(document);
    this.limits = limits;
  }

  /// @param pageIndex from 0
  List<Crop> crop(int pageIndex, Box page, List<Box> boxes, double scale) throws IOException {
    int maxBytes = limits.cropBytes(boxes.size());
    List<Crop> crops = new ArrayList<>(boxes.size());
    if (boxes.size() > 1 && fitsWhole(page, boxes, scale)) {
      BufferedImage whole = render(pageIndex, PixelGrid.of(page, scale, limits.pagePixels()));
      for (Box box : boxes) {
        crops.add(
            CropEncoder.encode(
                cut(whole, PixelGrid.of(box, scale, limits.cropPixels())), maxBytes));
      }
    } else {
      for (Box box : boxes) {
        crops.add(
            CropEncoder.encode(
                render(pageIndex, PixelGrid.of(box, scale, limits.cropPixels())), maxBytes));
      }
    }
    return crops;
  }

  private boolean fitsWhole(Box page, List<Box> boxes, double scale) {
    return PixelGrid.of(page, scale, limits.pagePixels()).scale() == scale
        && boxes.stream()
            .allMatch(box -> PixelGrid.of(box, scale, limits.cropPixels()).scale() == scale);
  }

  private BufferedImage render(int pageIndex, PixelGrid grid) throws IOException {
    BufferedImage image =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setBackground(Color.WHITE);
      graphics.clearRect(0, 0, grid.width(), grid.height());
      graphics.clipRect(0, 0, grid.width(), grid.height());
      graphics.translate(-grid.x(), -grid.y());
      renderer.renderPageToGraphics(pageIndex, graphics, (float) grid.scale());
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /// A view on the page's pixels, clamped to them.
  private static BufferedImage cut(BufferedImage page, PixelGrid grid) {
    int x = Math.clamp(grid.x(), 0, page.getWidth() - 1);
    int y = Math.clamp(grid.y(), 0, page.getHeight() - 1);
    return page.getSubimage(
        x,
        y,
        Math.min(grid.width(), page.getWidth() - x),
        Math.min(grid.height(), page.getHeight() - y));
  }
}
