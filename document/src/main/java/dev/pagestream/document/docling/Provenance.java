package dev.pagestream.document.docling;

import dev.pagestream.document.page.Box;
import java.util.List;

/// Where a node stands in the source.
///
/// @param pageNo from 1
/// @param charspan first and last character (exclusive), in code points
public record Provenance(int pageNo, BoundingBox bbox, List<Integer> charspan) {
  public Provenance {
    charspan = List.copyOf(charspan);
  }

  /// @param heightPt of the page, to turn the box upside down: docling's PDF boxes have their
  ///   origin at the bottom left
  public static Provenance of(int page, double heightPt, Box box, String text) {
    BoundingBox bbox =
        new BoundingBox(
            rounded(box.left()),
            rounded(heightPt - box.top()),
            rounded(box.right()),
            rounded(heightPt - box.bottom()),
            "BOTTOMLEFT");
    return new Provenance(page, bbox, List.of(0, text.codePointCount(0, text.length())));
  }

  /// A thousandth of a point is finer than any renderer and keeps the JSON short.
  private static double rounded(double points) {
    return Math.round(points * 1000) / 1000.0;
  }

  /// In points.
  ///
  /// @param t top, larger than `b`
  /// @param coordOrigin always `BOTTOMLEFT`
  public record BoundingBox(double l, double t, double r, double b, String coordOrigin) {}
}
