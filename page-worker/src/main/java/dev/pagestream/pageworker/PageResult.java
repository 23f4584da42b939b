package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;

/// What became of a page.
sealed interface PageResult {
  record Analyzed(AnalyzedPage page) implements PageResult {}

  /// @param message a sentence for the one who handed the document in
  record Failed(FailureCode code, String message) implements PageResult {}
}
