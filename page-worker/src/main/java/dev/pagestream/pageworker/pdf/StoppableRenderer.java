package dev.pagestream.pageworker.pdf;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// Renders parts of pages, large bitmaps subsampled, and stops when its thread is interrupted.
/// Confined to the thread of the page.
final class StoppableRenderer extends PDFRenderer {
  private VisibleParts visible = VisibleParts.NONE;

  StoppableRenderer(PDDocument document) {
    super(document);
    setSubsamplingAllowed(true);
  }

  /// Renders parts of a page; what lies beside them may be there or not. It clips from the first
  /// operator on: the bitmaps that transparency is painted on are as large as the clip, else as the
  /// page.
  void render(int pageIndex, Graphics2D graphics, double scale, VisibleParts parts)
      throws IOException {
    visible = parts;
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

    /// Sharp corners reach further than half the line's width.
    private static final double MITER = 10;

    private final VisibleParts visible;
    private final CidWidths widths = new CidWidths();
    private boolean clipped;

    /// Paints under construction: the cell of a pattern is drawn where it will not be seen.
    private int paints;

    StoppableDrawer(PageDrawerParameters parameters, VisibleParts visible) throws IOException {
      super(parameters);
      this.visible = visible;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      Interruption.check();
      Unfolding.checkInline(operator);
      widths.check(operator, operands, getResources());
      if (!clipped) {
        getGraphicsState().intersectClippingPath(visible.bounds());
        clipped = true;
      }
      super.processOperator(operator, operands);
    }

    @Override
    protected Paint getPaint(PDColor color) throws IOException {
      paints++;
      try {
        return super.getPaint(color);
      } finally {
        paints--;
      }
    }

    @Override
    protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
        throws IOException {
      if (paints > 0
          || getGraphicsState().getTextState().getRenderingMode().isClip()
          || visible.showGlyph(rendering, font, displacement)) {
        super.showGlyph(rendering, font, code, displacement);
      }
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      if (paints > 0 || visible.showImage(getGraphicsState().getCurrentTransformationMatrix())) {
        long most = image.isStencil() ? MOST_STENCIL_PIXELS : MOST_PIXELS;
        if ((long) image.getWidth() * image.getHeight() > most) {
          throw new StreamTooLargeException(most);
        }
        super.drawImage(image);
      }
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
      if (shows(form)) {
        super.showForm(form);
      }
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
      if (shows(form)) {
        super.showTransparencyGroup(form);
      }
    }

    private boolean shows(PDFormXObject form) {
      return paints > 0
          || visible.showForm(form, getGraphicsState().getCurrentTransformationMatrix());
    }

    @Override
    public void strokePath() throws IOException {
      PDGraphicsState state = getGraphicsState();
      Matrix toUser = state.getCurrentTransformationMatrix();
      double widest = Math.max(toUser.getScalingFactorX(), toUser.getScalingFactorY());
      if (paints > 0
          || visible.show(getLinePath().getBounds2D(), MITER * state.getLineWidth() * widest)) {
        super.strokePath();
      } else {
        getLinePath().reset();
      }
    }

    @Override
    public void fillPath(int windingRule) throws IOException {
      if (paints > 0 || visible.show(getLinePath().getBounds2D(), 1)) {
        super.fillPath(windingRule);
      } else {
        getLinePath().reset();
      }
    }
  }
}
