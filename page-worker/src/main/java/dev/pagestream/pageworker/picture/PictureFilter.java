package dev.pagestream.pageworker.picture;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.document.page.PageBlock.Skip;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides which pictures are described, and says why the others are not. Pure.
public final class PictureFilter {
  /// At which a class that is not the best one counts.
  private static final double LEAST_BESIDE = 0.2;

  private PictureFilter() {}

  /// Why a picture is skipped whatever it shows; empty when it may be described.
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
    return Optional.empty();
  }

  /// Of the page's area; all of it where places are not known: as in docling, such a picture is
  /// never too small.
  private static double share(ArrangedPage page, ArrangedPage.Picture picture) {
    double area = page.widthPt() * page.heightPt();
    return area > 0 && !picture.box().equals(Box.NOWHERE) ? picture.box().area() / area : 1;
  }

  /// Why a picture is skipped for what it is, looked at after its size as docling does. Classes
  /// count as in docling, with one difference: every picture has a confidence for every class, so
  /// that a list of denied classes without a confidence would deny all pictures. The best class
  /// counts at the confidence asked for; others only when one is asked for, and not below
  /// [#LEAST_BESIDE].
  ///
  /// @param classes best first; empty when they are not known
  public static Optional<Skip> skipByClass(PictureRequest request, List<ClassScore> classes) {
    if (!request.filtersByClass()) {
      return Optional.empty();
    }
    if (classes.isEmpty()) {
      return request.allowedClasses().isEmpty()
          ? Optional.empty()
          : filtered("its class is not known");
    }
    List<ClassScore> counting = counting(classes, request.minConfidence());
    Optional<ClassScore> denied = first(counting, request.deniedClasses());
    if (denied.isPresent()) {
      return filtered(number(denied.get()) + ", denied");
    }
    if (request.allowedClasses().isEmpty()
        || first(counting, request.allowedClasses()).isPresent()) {
      return Optional.empty();
    }
    String best = number(classes.getFirst());
    return filtered(
        counting.isEmpty()
            ? String.format(
                Locale.ROOT, "%s, less certain than %.2f", best, request.minConfidence())
            : best + ", not among the allowed");
  }

  private static List<ClassScore> counting(List<ClassScore> classes, double minConfidence) {
    ClassScore best = classes.getFirst();
    double beside = minConfidence > 0 ? Math.max(minConfidence, LEAST_BESIDE) : 1;
    return classes.stream()
        .filter(score ->
            score.equals(best) ? score.confidence() >= minConfidence : score.confidence() >= beside)
        .toList();
  }

  private static Optional<ClassScore> first(List<ClassScore> classes, Set<String> names) {
    return classes.stream().filter(score -> names.contains(score.name())).findFirst();
  }

  private static Optional<Skip> filtered(String detail) {
    return Optional.of(new Skip(SkipReason.CLASS_FILTERED, detail));
  }

  private static String number(ClassScore score) {
    return String.format(Locale.ROOT, "%s %.2f", score.name(), score.confidence());
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
