package dev.pagestream.pageworker.written;

/// A page has more blocks than are handled. Thrown while it is written, caught by its source.
final class TooManyBlocksException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
