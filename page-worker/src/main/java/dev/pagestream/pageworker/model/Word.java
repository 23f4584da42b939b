package dev.pagestream.pageworker.model;

/// A run of glyphs of a line without a gap. Immutable.
///
/// @param text not blank
/// @param left where it begins on the displayed page, in points
/// @param right where it ends on the displayed page, in points
public record Word(String text, double left, double right) {
  public double width() {
    return right - left;
  }

  public double centre() {
    return (left + right) / 2;
  }
}
