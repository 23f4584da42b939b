package dev.pagestream.pageworker;

import dev.pagestream.document.page.PageContent;
import java.util.List;

/// A page, analysed: its content, the bytes of its crops and what is asked about them. Immutable.
///
/// @param crops in the order of their offsets in the content
/// @param questions one for each picture that is to be described
record AnalyzedPage(PageContent content, List<byte[]> crops, List<Question> questions) {
  AnalyzedPage {
    crops = List.copyOf(crops);
    questions = List.copyOf(questions);
  }

  /// What a model is asked about a picture of the page.
  ///
  /// @param picture index on the page
  /// @param prompt complete, with any context
  /// @param cropOffset counted from the start of the crops section of the page object
  record Question(
      int picture,
      String fingerprint,
      String prompt,
      String cropSha256,
      long cropOffset,
      int cropBytes,
      String mediaType) {}
}
