package dev.pagestream.pageworker.pdf;

import java.awt.Graphics2D;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
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
    private final GeneralPath visible;
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
      super.processOperator(operator, operands);
    }
  }
}
