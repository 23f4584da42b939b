package dev.pagestream.pageworker.picture;

import java.util.Set;

/// Which pictures the request wants described. Immutable.
///
/// @param areaThreshold smallest share of the page area, 0 to 1
/// @param allowedClasses when not empty, only pictures of these classes
public record PictureRequest(double areaThreshold, Set<String> allowedClasses) {
  public PictureRequest {
    allowedClasses = Set.copyOf(allowedClasses);
  }
}
