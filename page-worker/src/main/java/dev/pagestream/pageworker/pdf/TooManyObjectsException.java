package dev.pagestream.pageworker.pdf;

/// Ends the pass over a page that has more glyphs and images than allowed.
final class TooManyObjectsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyObjectsException(int limit) {
    super("more than " + limit + " objects");
  }
}
