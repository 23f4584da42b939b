package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.StepAnswer;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.pictureanswer.ChartTable;
import dev.pagestream.document.pictureanswer.PictureClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Settles every picture: described, skipped with a reason, or failed with a code (guarantee G3),
/// and keeps the books. Questions beside the description fail on their own: the picture keeps its
/// description, the document gets an error. Confined to one assembly.
final class PictureLedger {
  private static final String PICTURE = "picture";
  private static final String QUESTION = "question about a picture";

  private final AssemblyOptions options;
  private final Answers results;
  private final Bill bill;
  private final Set<String> unreadable = new HashSet<>();
  private final List<ErrorItem> errors = new ArrayList<>();
  private int described;
  private int skipped;
  private int failed;

  PictureLedger(AssemblyOptions options, Answers results, Bill bill) {
    this.options = options;
    this.results = results;
    this.bill = bill;
  }

  /// @param page the picture is on, from 1
  SettledPicture settle(int page, PageBlock.Picture picture) {
    PictureResult result = resultOf(picture);
    // What several pictures share is reported once if it failed.
    boolean first =
        picture.fingerprint().map(fingerprint -> bill.book(fingerprint, result)).orElse(true);
    List<StepAnswer> answers = new ArrayList<>();
    switch (result) {
      case PictureResult.Described(Answer answer, int _, boolean _) -> {
        described++;
        answers.addAll(answer.parts());
      }
      case PictureResult.Skipped _ -> skipped++;
      case PictureResult.Failed(PartFailure failure) -> {
        failed++;
        if (first) {
          errors.add(ErrorItem.of(failure, Optional.of(page)));
        }
      }
    }
    for (PageBlock.Question question : picture.more()) {
      answers.addAll(ask(page, question));
    }
    answers.forEach(answer -> checkForm(page, answer));
    return new SettledPicture(result, answers);
  }

  Counts counts(int pages, int pagesFailed) {
    return new Counts(
        pages,
        pagesFailed,
        described + skipped + failed,
        described,
        skipped,
        failed,
        bill.modelCalls(),
        bill.promptTokens(),
        bill.completionTokens());
  }

  /// Of pictures and of questions about them.
  List<ErrorItem> errors() {
    return errors;
  }

  private PictureResult resultOf(PageBlock.Picture picture) {
    if (picture.skipped().isPresent()) {
      PageBlock.Skip skip = picture.skipped().get();
      return new PictureResult.Skipped(skip.reason().code(), skip.detail());
    }
    if (picture.fingerprint().isPresent()) {
      return results.of(picture.fingerprint().get(), PICTURE);
    }
    return options.picturesRequested()
        ? results.missing(PICTURE)
        : new PictureResult.Skipped(SkipReason.NOT_REQUESTED.code(), "");
  }

  /// A question that did not suit the picture was skipped, and nothing is missing.
  private List<StepAnswer> ask(int page, PageBlock.Question question) {
    PictureResult result = results.of(question.fingerprint(), QUESTION);
    boolean first = bill.book(question.fingerprint(), result);
    return switch (result) {
      case PictureResult.Described(Answer answer, int _, boolean _) -> answer.parts();
      case PictureResult.Skipped _ -> List.of();
      case PictureResult.Failed(PartFailure failure) -> {
        if (first) {
          errors.add(ErrorItem.of(failure, Optional.of(page)));
        }
        yield List.of();
      }
    };
  }

  /// An answer nobody can use is not passed over in silence.
  private void checkForm(int page, StepAnswer answer) {
    boolean readable =
        switch (answer.purpose()) {
          case CHART_TABLE -> ChartTable.read(answer.text()).isPresent();
          case CLASSIFY_PICTURE -> PictureClass.read(answer.text()).isPresent();
          case DESCRIBE_PICTURE, ALT_TEXT, CHART_CODE, CHART_SUMMARY, CONVERT_PAGE, EXTRACT -> true;
        };
    if (!readable && unreadable.add(answer.fingerprint())) {
      String wanted =
          answer.purpose() == Purpose.CHART_TABLE
              ? "no table of a chart's data"
              : "no class of a picture";
      PartFailure failure =
          new PartFailure(
              FailureCode.ANSWER_UNREADABLE,
              "There is "
                  + wanted
                  + " in the model's answer. Ask another model, or in other words.",
              "finisher",
              0);
      errors.add(ErrorItem.of(failure, Optional.of(page)));
    }
  }
}
