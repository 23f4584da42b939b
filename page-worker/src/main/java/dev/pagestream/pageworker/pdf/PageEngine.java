package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.layout.TextLine;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/// One pass over a page that collects text lines and image placements, and draws nothing. Used for
/// one page; confined to one thread; stops when that thread is interrupted.
final class PageEngine extends PDFGraphicsStreamEngine {
  private static final double INVISIBLE_ALPHA = 0.03;

  /// A bitmap of up to this many pixels is a colour, not a picture.
  private static final int COLOUR_PIXELS = 4;

  private final DisplaySpace space;
  private final GlyphReader glyphs;
  private final int maxObjects;
  private final LineCollector lines = new LineCollector();
  private final List<Box> images = new ArrayList<>();
  private final PathBounds path = new PathBounds();
  private final ArtifactDepth artifact = new ArtifactDepth();
  private ClipBoxes clip;
  private int objects;

  PageEngine(PDPage page, DisplaySpace space, int maxObjects) {
    super(page);
    this.space = space;
    this.maxObjects = maxObjects;
    glyphs = new GlyphReader(space);
    clip = new ClipBoxes(space.page());
  }

  /// @throws TooManyObjectsException when the page has more objects than allowed
  void run() throws IOException {
    processPage(getPage());
  }

  List<TextLine> lines() {
    return lines.finish();
  }

  List<Box> images() {
    return List.copyOf(images);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    Interruption.check();
    super.processOperator(operator, operands);
  }

  /// Without `super`: the glyph programs of Type 3 fonts would draw paths and images.
  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) {
    count();
    Glyph glyph = glyphs.read(rendering, font, code, displacement, artifact.inside());
    if (glyph.box().intersect(space.page()).area() > 0) {
      lines.add(glyph);
    }
  }

  /// The placement only; pixels are never decoded.
  @Override
  public void drawImage(PDImage image) {
    count();
    if (getGraphicsState().getNonStrokeAlphaConstant() < INVISIBLE_ALPHA
        || (long) image.getWidth() * image.getHeight() <= COLOUR_PIXELS) {
      return;
    }
    Box box =
        space
            .box(getGraphicsState().getCurrentTransformationMatrix(), 0, 0, 1, 1)
            .intersect(clip.current());
    if (box.area() > 0) {
      images.add(box);
    }
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    ClipBoxes outer = enter(form);
    try {
      super.showForm(form);
    } finally {
      clip = outer;
    }
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
    ClipBoxes outer = enter(form);
    try {
      super.showTransparencyGroup(form);
    } finally {
      clip = outer;
    }
  }

  /// A form clips to its box and has saved states of its own.
  private ClipBoxes enter(PDFormXObject form) {
    ClipBoxes outer = clip;
    clip = new ClipBoxes(outer.current());
    @Nullable PDRectangle bounds = form.getBBox();
    if (bounds != null) {
      Matrix toUser =
          form.getMatrix().multiply(getGraphicsState().getCurrentTransformationMatrix());
      clip.intersect(
          space.box(
              toUser,
              bounds.getLowerLeftX(),
              bounds.getLowerLeftY(),
              bounds.getUpperRightX(),
              bounds.getUpperRightY()));
    }
    return outer;
  }

  private void count() {
    if (++objects > maxObjects) {
      throw new TooManyObjectsException(maxObjects);
    }
  }

  @Override
  public void saveGraphicsState() {
    super.saveGraphicsState();
    clip.save();
  }

  @Override
  public void restoreGraphicsState() {
    super.restoreGraphicsState();
    clip.restore();
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    artifact.begin(tag);
  }

  @Override
  public void endMarkedContentSequence() {
    artifact.end();
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    for (Point2D corner : List.of(p0, p1, p2, p3)) {
      path.add(space.point(corner.getX(), corner.getY()));
    }
  }

  @Override
  public void moveTo(float x, float y) {
    path.add(space.point(x, y));
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    path.add(space.point(x, y));
    path.moveTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    path.add(space.point(x1, y1));
    path.add(space.point(x2, y2));
    path.add(space.point(x3, y3));
    path.moveTo(x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return path.currentPoint();
  }

  @Override
  public void closePath() {}

  @Override
  public void clip(int windingRule) {
    path.clipAtEnd();
  }

  @Override
  public void endPath() {
    path.end(clip);
  }

  @Override
  public void strokePath() {
    path.end(clip);
  }

  @Override
  public void fillPath(int windingRule) {
    path.end(clip);
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    path.end(clip);
  }

  @Override
  public void shadingFill(COSName shadingName) {}
}
