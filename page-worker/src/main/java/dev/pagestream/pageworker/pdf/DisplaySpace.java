package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/// From a page's user space to the page as displayed: crop box and rotation applied, origin at the
/// top left, y down.
final class DisplaySpace {
  /// A side that leans less than this is straight.
  private static final double STRAIGHT = 1e-3;

  private final AffineTransform toDisplay;
  private final double m00;
  private final double m01;
  private final double m02;
  private final double m10;
  private final double m11;
  private final double m12;
  private final double widthPt;
  private final double heightPt;

  private DisplaySpace(AffineTransform toDisplay, double widthPt, double heightPt) {
    this.toDisplay = toDisplay;
    m00 = toDisplay.getScaleX();
    m01 = toDisplay.getShearX();
    m02 = toDisplay.getTranslateX();
    m10 = toDisplay.getShearY();
    m11 = toDisplay.getScaleY();
    m12 = toDisplay.getTranslateY();
    this.widthPt = widthPt;
    this.heightPt = heightPt;
  }

  static DisplaySpace of(PDPage page) {
    PDRectangle crop = page.getCropBox();
    double w = crop.getWidth();
    double h = crop.getHeight();
    AffineTransform transform =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 180 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 270 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(1, 0, 0, -1, 0, h);
        };
    transform.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
    boolean sideways = page.getRotation() % 180 != 0;
    return new DisplaySpace(transform, sideways ? h : w, sideways ? w : h);
  }

  double widthPt() {
    return widthPt;
  }

  double heightPt() {
    return heightPt;
  }

  Box page() {
    return new Box(0, 0, widthPt, heightPt);
  }

  Point2D point(double x, double y) {
    return new Point2D.Double(m00 * x + m01 * y + m02, m10 * x + m11 * y + m12);
  }

  /// A box of the displayed page, in user space.
  GeneralPath inUserSpace(Box box) {
    GeneralPath path =
        new GeneralPath(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
    try {
      path.transform(toDisplay.createInverse());
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("quarter turns and shifts can be undone", e);
    }
    return path;
  }

  /// Whether a square that the matrix maps to user space is displayed upright: its sides parallel
  /// to the page's, its upper edge up.
  boolean isUpright(Matrix toUser) {
    AffineTransform whole = new AffineTransform(toDisplay);
    whole.concatenate(toUser.createAffineTransform());
    return whole.getScaleX() > 0
        && whole.getScaleY() < 0
        && Math.abs(whole.getShearX()) < STRAIGHT * whole.getScaleX()
        && Math.abs(whole.getShearY()) < -STRAIGHT * whole.getScaleY();
  }

  /// Bounds of a rectangle given in the space the matrix maps to user space. Called for each glyph:
  /// plain arithmetic, no shapes.
  Box box(Matrix toUser, double left, double bottom, double right, double top) {
    double xx = m00 * toUser.getScaleX() + m01 * toUser.getShearY();
    double xy = m00 * toUser.getShearX() + m01 * toUser.getScaleY();
    double yx = m10 * toUser.getScaleX() + m11 * toUser.getShearY();
    double yy = m10 * toUser.getShearX() + m11 * toUser.getScaleY();
    double x = m00 * toUser.getTranslateX() + m01 * toUser.getTranslateY() + m02;
    double y = m10 * toUser.getTranslateX() + m11 * toUser.getTranslateY() + m12;
    return new Box(
        x + Math.min(xx * left, xx * right) + Math.min(xy * bottom, xy * top),
        y + Math.min(yx * left, yx * right) + Math.min(yy * bottom, yy * top),
        x + Math.max(xx * left, xx * right) + Math.max(xy * bottom, xy * top),
        y + Math.max(yx * left, yx * right) + Math.max(yy * bottom, yy * top));
  }
}
