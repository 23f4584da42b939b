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
    return new Provenance(
        page,
        BoundingBox.bottomLeft(box, heightPt),
        List.of(0, text.codePointCount(0, text.length())));
  }

  /// The same for characters that come after others in the text.
  ///
  /// @param characters before them, in code points
  public Provenance after(int characters) {
    return new Provenance(
        pageNo, bbox, charspan.stream().map(offset -> offset + characters).toList());
  }

  /// In points.
  ///
  /// @param t top: larger than `b` when the origin is at the bottom
  /// @param coordOrigin `BOTTOMLEFT`, or `TOPLEFT` for the cells of tables, as docling has it
  public record BoundingBox(double l, double t, double r, double b, String coordOrigin) {
    /// In a space with its origin at the bottom left, as docling has it in PDFs.
    ///
    /// @param heightPt of the page
    public static BoundingBox bottomLeft(Box box, double heightPt) {
      return of(
          box.left(), heightPt - box.top(), box.right(), heightPt - box.bottom(), "BOTTOMLEFT");
    }

    /// In the page's own space.
    public static BoundingBox topLeft(Box box) {
      return of(box.left(), box.top(), box.right(), box.bottom(), "TOPLEFT");
    }

    static BoundingBox of(double l, double t, double r, double b, String coordOrigin) {
      return new BoundingBox(rounded(l), rounded(t), rounded(r), rounded(b), coordOrigin);
    }

    /// A thousandth of a point is finer than any renderer and keeps the JSON short.
    private static double rounded(double points) {
      return Math.round(points * 1000) / 1000.0;
    }
  }
}
