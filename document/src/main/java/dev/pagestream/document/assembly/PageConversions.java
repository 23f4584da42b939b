package dev.pagestream.document.assembly;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.pageanswer.PageAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a model's text of a page in the place of what analysis found. Where there is none the page
/// failed, and what analysis found stays. Confined to one assembly.
final class PageConversions {
  private static final String STAGE = "finisher";

  private final Answers results;
  private final Bill bill;
  private final List<ErrorItem> errors = new ArrayList<>();

  PageConversions(Answers results, Bill bill) {
    this.results = results;
    this.bill = bill;
  }

  /// The page as it goes into the document.
  PageContent apply(PageContent page) {
    return page.conversion().map(conversion -> converted(page, conversion)).orElse(page);
  }

  /// One for each page that has not the text it was to have.
  List<ErrorItem> errors() {
    return errors;
  }

  private PageContent converted(PageContent page, PageContent.Conversion conversion) {
    PictureResult result = results.of(conversion.fingerprint(), "page");
    bill.book(conversion.fingerprint(), result);
    return switch (result) {
      case PictureResult.Described described -> {
        PageContent converted = PageAnswers.converted(page, described.answer().text());
        if (hasText(page) && !hasText(converted)) {
          yield failed(page, noText());
        }
        yield converted;
      }
      case PictureResult.Skipped(String reason, String _) -> failed(page, skipped(reason));
      case PictureResult.Failed(PartFailure failure) -> failed(page, failure);
    };
  }

  private PageContent failed(PageContent page, PartFailure failure) {
    errors.add(ErrorItem.of(failure, Optional.of(page.page())));
    return page;
  }

  private static boolean hasText(PageContent page) {
    return page.blocks().stream().anyMatch(block -> !(block instanceof PageBlock.Picture));
  }

  /// Only a budget makes a page be skipped.
  private static PartFailure skipped(String reason) {
    return new PartFailure(
        FailureCode.BUDGET_EXCEEDED,
        "The page was not converted (" + reason + "). Replay it when there is budget again.",
        STAGE,
        0);
  }

  private static PartFailure noText() {
    return new PartFailure(
        FailureCode.ANSWER_UNREADABLE,
        "There is no text in the model's answer, but on the page there is. Ask another model.",
        STAGE,
        0);
  }
}
