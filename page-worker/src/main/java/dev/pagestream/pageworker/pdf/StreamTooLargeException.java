package dev.pagestream.pageworker.pdf;

/// Ends the work on a page one of whose streams unfolds to more bytes than a stream may have.
/// Unchecked: PDFBox goes on without what throws an `IOException`, and a picture would be missing
/// without a word.
final class StreamTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StreamTooLargeException(long limit) {
    super("a stream of more than " + limit + " bytes");
  }
}
