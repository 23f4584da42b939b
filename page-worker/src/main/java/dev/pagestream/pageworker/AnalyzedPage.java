package dev.pagestream.pageworker;

import dev.pagestream.document.Purpose;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionStep;
import java.util.List;
import java.util.Optional;

/// A page, analysed: its content, the bytes of its crops and what is asked about them. Immutable.
///
/// @param crops in the order of their offsets in the content
/// @param questions what models are asked about the pictures and the page
record AnalyzedPage(PageContent content, List<byte[]> crops, List<Question> questions) {
  /// Stands for the page as a whole where a picture has its index.
  static final int WHOLE_PAGE = -1;

  AnalyzedPage {
    crops = List.copyOf(crops);
    questions = List.copyOf(questions);
  }

  /// What a model is asked about a picture of the page, or about the page.
  ///
  /// @param picture index on the page, or [#WHOLE_PAGE]
  /// @param asked what the document asks, prompts without context
  /// @param fingerprint its answer is asked under
  /// @param purpose of the last step
  /// @param prompt of the last step, complete, with any context
  /// @param steps asked in turn, prompts complete; empty when the one question is in the fields of
  ///   `asked`
  /// @param known its best class, known before anything is asked
  record Question(
      int picture,
      PictureDescription asked,
      String fingerprint,
      Purpose purpose,
      String prompt,
      List<VisionStep> steps,
      PageBlock.Crop crop,
      Optional<PageBlock.ClassScore> known) {
    Question {
      steps = List.copyOf(steps);
    }
  }
}
