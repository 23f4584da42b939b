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
  private static final double MARGIN_PX = 2;

  private final StoppableRenderer renderer;
  private final PageLimits limits;

  PageCropper(PDDocument document, PageLimits limits) {
    renderer = new StoppableRenderer(document);
    this.limits = limits;
  }

  /// @param pageIndex from 0
  /// @param maxBytes of each crop
  List<Crop> crop(int pageIndex, DisplaySpace space, List<Box> boxes, double scale, int maxBytes)
      throws IOException {
    Box page = space.page();
    List<Crop> crops = new ArrayList<>(boxes.size());
    if (boxes.size() > 1 && fitsWhole(page, boxes, scale)) {
      List<PixelGrid> grids =
          boxes.stream().map(box -> PixelGrid.of(box, scale, limits.cropPixels())).toList();
      VisibleParts parts = visible(space, grids);
      BufferedImage whole =
          render(pageIndex, PixelGrid.of(page, scale, limits.pagePixels()), parts);
      for (PixelGrid grid : grids) {
        crops.add(CropEncoder.encode(cut(whole, grid), maxBytes));
      }
    } else {
      for (Box box : boxes) {
        PixelGrid grid = PixelGrid.of(box, scale, limits.cropPixels());
        VisibleParts part = visible(space, List.of(grid));
        crops.add(CropEncoder.encode(render(pageIndex, grid, part), maxBytes));
      }
    }
    return crops;
  }

  private boolean fitsWhole(Box page, List<Box> boxes, double scale) {
    return PixelGrid.of(page, scale, limits.pagePixels()).scale() == scale
        && boxes.stream()
            .allMatch(box -> PixelGrid.of(box, scale, limits.cropPixels()).scale() == scale);
  }

  private BufferedImage render(int pageIndex, PixelGrid grid, VisibleParts parts)
      throws IOException {
    BufferedImage image =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setBackground(Color.WHITE);
      graphics.clearRect(0, 0, grid.width(), grid.height());
      graphics.clipRect(0, 0, grid.width(), grid.height());
      graphics.translate(-grid.x(), -grid.y());
      renderer.render(pageIndex, graphics, grid.scale(), parts);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static VisibleParts visible(DisplaySpace space, List<PixelGrid> grids) {
    return VisibleParts.of(space, grids.stream().map(PageCropper::seen).toList());
  }

  /// What of the page the grid shows, and a little around it: a clip has soft edges.
  private static Box seen(PixelGrid grid) {
    return new Box(
        (grid.x() - MARGIN_PX) / grid.scale(),
        (grid.y() - MARGIN_PX) / grid.scale(),
        (grid.x() + grid.width() + MARGIN_PX) / grid.scale(),
        (grid.y() + grid.height() + MARGIN_PX) / grid.scale());
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
