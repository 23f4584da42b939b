package dev.pagestream.pageworker.office;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.written.EmbeddedImage;
import org.w3c.dom.Element;

/// The part of an image that a document shows: what is cut off its sides. Immutable.
///
/// @param left share of the width, and so on
record SourceRectangle(double left, double top, double right, double bottom) {
  /// Shares are written as thousandths of a percent.
  private static final double UNITS = 100_000;

  static SourceRectangle of(Element cut) {
    return of(side(cut, "l"), side(cut, "t"), side(cut, "r"), side(cut, "b"));
  }

  /// @param left in thousandths of a percent, and so on; a negative one is a margin, not a cut
  static SourceRectangle of(int left, int top, int right, int bottom) {
    return new SourceRectangle(share(left), share(top), share(right), share(bottom));
  }

  /// Cutting everything off is a mistake; then nothing is.
  EmbeddedImage cut(EmbeddedImage image) {
    Box part = new Box(left, top, 1 - right, 1 - bottom);
    return switch (image) {
      case EmbeddedImage.Stored(EmbeddedImage.Bytes bytes, Box _) when part.area() > 0 ->
          new EmbeddedImage.Stored(bytes, part);
      case EmbeddedImage.Stored _, EmbeddedImage.Missing _ -> image;
    };
  }

  private static double share(int units) {
    return Math.clamp(units / UNITS, 0, 1);
  }

  private static int side(Element cut, String name) {
    return Xml.attribute(cut, name).flatMap(Xml::number).orElse(0);
  }
}
