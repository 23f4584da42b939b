package dev.pagestream.pageworker.image;

import dev.pagestream.document.page.Box;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;

/// How stored pixels are turned and mirrored to stand upright: EXIF and TIFF tag 274. Immutable.
///
/// @param code 1 to 8
record Orientation(int code) {
  static final Orientation UPRIGHT = new Orientation(1);

  /// What is not a known code stands for upright, as in viewers.
  static Orientation of(int code) {
    return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
  }

  /// Whether width and height change places.
  boolean swaps() {
    return code >= 5;
  }

  /// From stored to upright coordinates.
  ///
  /// @param width of the stored image
  /// @param height of the stored image
  AffineTransform upright(double width, double height) {
    return switch (code) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  /// Where a box of the upright image lies in the stored one.
  Rectangle2D stored(Box box, double width, double height) {
    Rectangle2D upright = new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height());
    try {
      return upright(width, height).createInverse().createTransformedShape(upright).getBounds2D();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException(e); // Turns and mirrors all have an inverse.
    }
  }
}
