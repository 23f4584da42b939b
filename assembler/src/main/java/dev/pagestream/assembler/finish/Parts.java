package dev.pagestream.assembler.finish;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.assembly.PartFailure;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The list of parts of a revision: those of the event over those of the revision before.
final class Parts {
  private Parts() {}

  static PartsList of(DocumentReady ready) {
    SortedMap<Integer, PartsList.Page> pages = new TreeMap<>();
    for (PageOutcome page : ready.getPages()) {
      pages.put(page.getPage(), page(page));
    }
    SortedMap<String, PartsList.Picture> answers = new TreeMap<>();
    for (AnswerOutcome answer : ready.getAnswers()) {
      answers.put(answer.getFingerprint(), picture(answer));
    }
    return new PartsList(pages, answers);
  }

  /// As a later revision takes it over: nothing of it was paid for by that revision.
  static PartsList takenOver(PartsList base) {
    SortedMap<String, PartsList.Picture> answers = new TreeMap<>();
    base.answers().forEach((fingerprint, picture) -> answers.put(fingerprint, takenOver(picture)));
    return new PartsList(base.pages(), answers);
  }

  private static PartsList.Picture takenOver(PartsList.Picture picture) {
    return new PartsList.Picture(
        picture.answerKey(),
        picture.skipReason(),
        picture
            .failure()
            .map(failure -> new PartFailure(failure.code(), failure.message(), failure.stage(), 0)),
        0,
        picture.answerKey().isPresent());
  }

  static PartFailure failure(dev.pagestream.schema.PartFailure failure) {
    return new PartFailure(
        FailureCode.parse(failure.getCode()),
        failure.getMessage(),
        failure.getStage(),
        failure.getAttempts());
  }

  private static PartsList.Page page(PageOutcome outcome) {
    @Nullable String pageKey = outcome.getPageKey();
    return pageKey == null
        ? PartsList.Page.failed(failure(outcome.getFailure()))
        : PartsList.Page.analyzed(pageKey);
  }

  private static PartsList.Picture picture(AnswerOutcome outcome) {
    @Nullable String answerKey = outcome.getAnswerKey();
    @Nullable String skipReason = outcome.getSkipReason();
    if (answerKey != null) {
      return PartsList.Picture.described(answerKey, outcome.getAttempts(), outcome.getReused());
    }
    return skipReason != null
        ? PartsList.Picture.skipped(skipReason)
        : PartsList.Picture.failed(failure(outcome.getFailure()));
  }
}
