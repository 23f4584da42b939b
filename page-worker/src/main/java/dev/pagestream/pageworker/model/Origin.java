package dev.pagestream.pageworker.model;

/// Where in the document's structure a mark or a line was made. Immutable.
///
/// @param form index in [PageModel#forms()] of the innermost form around it, or [#NO_FORM]
/// @param artifact whether the document marks it as furniture (`/Artifact`)
/// @param element index in [PageModel#structure()] of the element it is content of, or
///   [#NO_ELEMENT]
public record Origin(int form, boolean artifact, int element) {
  public static final int NO_FORM = -1;
  public static final int NO_ELEMENT = -1;

  /// Of what is made by the page itself, untagged.
  public static final Origin PAGE = new Origin(NO_FORM, false, NO_ELEMENT);

  public static final Origin ARTIFACT = new Origin(NO_FORM, true, NO_ELEMENT);
}
