package dev.pagestream.pageworker.pdf;

import java.awt.Graphics2D;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Renders pages, large bitmaps subsampled, and stops when its thread is interrupted. Confined to
/// the thread of the page.
final class StoppableRenderer extends PDFRenderer {
  private GeneralPath visible = new GeneralPath();

  StoppableRenderer(PDDocument document) {
    super(document);
    setSubsamplingAllowed(true);
  }

  /// Renders what of a page lies in a path in user space. It clips from the first operator on: the
  /// bitmaps that transparency is painted on are as large as the clip, else as the page.
  void render(int pageIndex, Graphics2D graphics, double scale, GeneralPath part)
      throws IOException {
    visible = part;
    renderPageToGraphics(pageIndex, graphics, (float) scale);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new StoppableDrawer(parameters, visible);
  }

  private static final class StoppableDrawer extends PageDrawer {
    /// A sheet of A0 scanned at 600 dpi has 558 million.
    private static final long MOST_PIXELS = 1_000_000_000;

    /// PDFBox makes 4 bytes of each bit of a stencil.
    private static final long MOST_STENCIL_PIXELS = 64_000_000;

    private final GeneralPath visible;
    private final CidWidths widths = new CidWidths();
    private boolean clipped;

    StoppableDrawer(PageDrawerParameters parameters, GeneralPath visible) throws IOException {
      super(parameters);
      this.visible = visible;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      Interruption.check();
      if (!clipped) {
        getGraphicsState().intersectClippingPath(visible);
        clipped = true;
      }
      Unfolding.checkInline(operator);
      widths.check(operator, operands, getResources());
      super.processOperator(operator, operands);
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      long most = image.isStencil() ? MOST_STENCIL_PIXELS : MOST_PIXELS;
      if ((long) image.getWidth() * image.getHeight() > most) {
        throw new StreamTooLargeException(most);
      }
      super.drawImage(image);
    }
  }
}
