package dev.pagestream.pageworker.picture;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.Skip;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.Locale;
import java.util.Optional;

/// Decides which pictures are described, and says why the others are not. Pure.
public final class PictureFilter {
  private PictureFilter() {}

  /// Why a picture is skipped; empty when it is to be described.
  ///
  /// @param request empty when no descriptions were asked for
  public static Optional<Skip> skip(
      ArrangedPage page, ArrangedPage.Picture picture, Optional<PictureRequest> request) {
    double share = share(page, picture);
    if (picture.background()) {
      return Optional.of(
          new Skip(SkipReason.PAGE_BACKGROUND, percent(share) + " of the page, with text on it"));
    }
    if (request.isEmpty()) {
      return Optional.of(new Skip(SkipReason.NOT_REQUESTED, "descriptions were not asked for"));
    }
    double threshold = request.get().areaThreshold();
    if (share < threshold) {
      String detail = percent(share) + " of the page, threshold " + percent(threshold);
      return Optional.of(new Skip(SkipReason.BELOW_AREA_THRESHOLD, detail));
    }
    // As in docling: a picture without a class is described only when no classes are asked for.
    if (!request.get().allowedClasses().isEmpty()) {
      return Optional.of(new Skip(SkipReason.CLASS_FILTERED, "its class is not known"));
    }
    return Optional.empty();
  }

  /// Of the page's area; all of it where places are not known: as in docling, such a picture is
  /// never too small.
  private static double share(ArrangedPage page, ArrangedPage.Picture picture) {
    double area = page.widthPt() * page.heightPt();
    return area > 0 && !picture.box().equals(Box.NOWHERE) ? picture.box().area() / area : 1;
  }

  /// `1.2 %`; no decimals where there are none.
  private static String percent(double share) {
    String oneDecimal = String.format(Locale.ROOT, "%.1f", 100 * share);
    return (oneDecimal.endsWith(".0")
            ? oneDecimal.substring(0, oneDecimal.length() - 2)
            : oneDecimal)
        + " %";
  }
}
