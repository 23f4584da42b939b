package dev.pagestream.benchmarks;

import java.awt.geom.Point2D;
import java.io.IOException;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// Reads a page as every engine on PDFBox does, and does nothing with it.
final class BareEngine extends PDFGraphicsStreamEngine {
  private final Point2D at = new Point2D.Float();

  BareEngine(PDPage page) {
    super(page);
  }

  void run() throws IOException {
    processPage(getPage());
  }

  /// Without `super`, as the page worker has it too: no programs of Type 3 glyphs.
  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) {}

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

  @Override
  public void drawImage(PDImage image) {}

  @Override
  public void clip(int windingRule) {}

  @Override
  public void moveTo(float x, float y) {
    at.setLocation(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    at.setLocation(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    at.setLocation(x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return at;
  }

  @Override
  public void closePath() {}

  @Override
  public void endPath() {}

  @Override
  public void strokePath() {}

  @Override
  public void fillPath(int windingRule) {}

  @Override
  public void fillAndStrokePath(int windingRule) {}

  @Override
  public void shadingFill(COSName shadingName) {}
}
