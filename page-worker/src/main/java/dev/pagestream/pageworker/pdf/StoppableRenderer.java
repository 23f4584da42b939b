package dev.pagestream.pageworker.pdf;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Renders pages, large bitmaps subsampled, and stops when its thread is interrupted.
final class StoppableRenderer extends PDFRenderer {
  StoppableRenderer(PDDocument document) {
    super(document);
    setSubsamplingAllowed(true);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new StoppableDrawer(parameters);
  }

  private static final class StoppableDrawer extends PageDrawer {
    StoppableDrawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      Interruption.check();
      super.processOperator(operator, operands);
    }
  }
}
