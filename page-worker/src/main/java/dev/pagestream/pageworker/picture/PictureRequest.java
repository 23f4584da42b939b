package dev.pagestream.pageworker.picture;

import java.util.Set;

/// Which pictures the request wants described. Immutable.
///
/// @param areaThreshold smallest share of the page area, 0 to 1
/// @param allowedClasses when not empty, only pictures of these classes
/// @param deniedClasses no pictures of these classes; stronger than `allowedClasses`
/// @param minConfidence 0 to 1, at which a class counts
public record PictureRequest(
    double areaThreshold,
    Set<String> allowedClasses,
    Set<String> deniedClasses,
    double minConfidence) {
  public PictureRequest {
    allowedClasses = Set.copyOf(allowedClasses);
    deniedClasses = Set.copyOf(deniedClasses);
  }

  /// Of any class.
  public static PictureRequest above(double areaThreshold) {
    return new PictureRequest(areaThreshold, Set.of(), Set.of(), 0);
  }

  public boolean filtersByClass() {
    return !allowedClasses.isEmpty() || !deniedClasses.isEmpty();
  }
}
