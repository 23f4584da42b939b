package dev.pagestream.cli.progress;

import dev.pagestream.schema.DocumentFinished;
import java.util.Optional;

/// How far a document is, as its events tell. Immutable.
///
/// @param pages to analyse; 0 until accepted
/// @param pagesSettled analysed or failed
/// @param pictures to be described, as far as pages are analysed
/// @param picturesSettled described or failed
/// @param failures dead letters so far
record DocumentProgress(
    int pages,
    int pagesSettled,
    int pictures,
    int picturesSettled,
    int failures,
    Optional<DocumentFinished> finished) {
  static final DocumentProgress NONE = new DocumentProgress(0, 0, 0, 0, 0, Optional.empty());

  DocumentProgress accepted(int pageCount) {
    return new DocumentProgress(
        pageCount, pagesSettled, pictures, picturesSettled, failures, finished);
  }

  DocumentProgress analyzed(int toDescribe) {
    return new DocumentProgress(
        pages, pagesSettled + 1, pictures + toDescribe, picturesSettled, failures, finished);
  }

  DocumentProgress described() {
    return new DocumentProgress(
        pages, pagesSettled, pictures, picturesSettled + 1, failures, finished);
  }

  DocumentProgress pageFailed() {
    return new DocumentProgress(
        pages, pagesSettled + 1, pictures, picturesSettled, failures + 1, finished);
  }

  DocumentProgress pictureFailed() {
    return new DocumentProgress(
        pages, pagesSettled, pictures, picturesSettled + 1, failures + 1, finished);
  }

  DocumentProgress refused() {
    return new DocumentProgress(
        pages, pagesSettled, pictures, picturesSettled, failures + 1, finished);
  }

  DocumentProgress finished(DocumentFinished result) {
    return new DocumentProgress(
        pages, pagesSettled, pictures, picturesSettled, failures, Optional.of(result));
  }

  /// One short phrase for a progress line.
  String phrase() {
    if (finished.isPresent()) {
      return "finished";
    }
    if (pages == 0) {
      return failures > 0 ? "refused" : "waiting";
    }
    String failed = failures == 0 ? "" : ", " + failures + " failed";
    return "pages %d/%d, pictures described %d/%d%s"
        .formatted(pagesSettled, pages, picturesSettled, pictures, failed);
  }
}
