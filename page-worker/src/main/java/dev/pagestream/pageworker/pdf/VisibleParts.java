package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/// The parts of a page that are to be seen, in user space. Most of a page lies beside its pictures,
/// and what is certain to lie there need not be painted. Immutable.
final class VisibleParts {
  /// No glyph reaches so far from where it stands, in em.
  private static final double GLYPH_REACH_EM = 3;

  static final VisibleParts NONE = new VisibleParts(List.of());

  private final List<Rectangle2D> parts;

  private VisibleParts(List<Rectangle2D> parts) {
    this.parts = parts;
  }

  static VisibleParts of(DisplaySpace space, List<Box> boxes) {
    return new VisibleParts(
        boxes.stream().map(box -> space.inUserSpace(box).getBounds2D()).toList());
  }

  /// A rectangle around all of them.
  GeneralPath bounds() {
    Rectangle2D all = new Rectangle2D.Double();
    for (int i = 0; i < parts.size(); i++) {
      all = i == 0 ? parts.getFirst() : all.createUnion(parts.get(i));
    }
    return new GeneralPath(all);
  }

  /// Whether a path may be seen.
  ///
  /// @param reach of its ink around it
  boolean show(Rectangle2D path, double reach) {
    for (Rectangle2D part : parts) {
      boolean beside =
          path.getMaxX() + reach < part.getMinX()
              || path.getMinX() - reach > part.getMaxX()
              || path.getMaxY() + reach < part.getMinY()
              || path.getMinY() - reach > part.getMaxY();
      if (!beside) {
        return true;
      }
    }
    return false;
  }

  /// Whether what is drawn in the unit square may be seen.
  boolean showImage(Matrix placement) {
    return show(bounds(placement, 0, 0, 1, 1), 0);
  }

  /// Whether a form may be seen, which draws nothing outside its box.
  boolean showForm(PDFormXObject form, Matrix toUser) {
    @Nullable PDRectangle box = form.getBBox();
    return box == null
        || show(
            bounds(
                Matrix.concatenate(toUser, form.getMatrix()),
                box.getLowerLeftX(),
                box.getLowerLeftY(),
                box.getUpperRightX(),
                box.getUpperRightY()),
            0);
  }

  /// Whether a glyph may be seen.
  ///
  /// @param rendering from glyph space (1 unit is 1 em) to user space
  boolean showGlyph(Matrix rendering, PDFont font, Vector displacement) {
    // The glyphs of a Type 3 font may be drawn of any size.
    return font instanceof PDType3Font
        || show(
            bounds(
                rendering,
                -GLYPH_REACH_EM,
                -GLYPH_REACH_EM,
                displacement.getX() + GLYPH_REACH_EM,
                1 + GLYPH_REACH_EM),
            0);
  }

  private static Rectangle2D bounds(
      Matrix toUser, double left, double bottom, double right, double top) {
    AffineTransform transform = toUser.createAffineTransform();
    double[] corners = {left, bottom, right, bottom, left, top, right, top};
    transform.transform(corners, 0, corners, 0, 4);
    double minX = Math.min(Math.min(corners[0], corners[2]), Math.min(corners[4], corners[6]));
    double minY = Math.min(Math.min(corners[1], corners[3]), Math.min(corners[5], corners[7]));
    double maxX = Math.max(Math.max(corners[0], corners[2]), Math.max(corners[4], corners[6]));
    double maxY = Math.max(Math.max(corners[1], corners[3]), Math.max(corners[5], corners[7]));
    return new Rectangle2D.Double(minX, minY, maxX - minX, maxY - minY);
  }
}
