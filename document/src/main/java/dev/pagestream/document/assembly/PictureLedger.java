package dev.pagestream.document.assembly;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Settles every picture: described, skipped with a reason, or failed with a code (guarantee G3),
/// and keeps the books. Confined to one assembly.
final class PictureLedger {
  private final AssemblyOptions options;
  private final Function<String, Optional<PictureResult>> byFingerprint;
  private final boolean cancelled;
  private final Set<String> booked = new HashSet<>();
  private final List<ErrorItem> errors = new ArrayList<>();
  private int described;
  private int skipped;
  private int failed;
  private int modelCalls;
  private long promptTokens;
  private long completionTokens;

  PictureLedger(
      AssemblyOptions options,
      Function<String, Optional<PictureResult>> byFingerprint,
      boolean cancelled) {
    this.options = options;
    this.byFingerprint = byFingerprint;
    this.cancelled = cancelled;
  }

  /// @param page the picture is on, from 1
  PictureResult settle(int page, PageBlock.Picture picture) {
    PictureResult result = resultOf(picture);
    // What several pictures share is paid for once, and reported once if it failed.
    boolean first = picture.fingerprint().map(booked::add).orElse(true);
    switch (result) {
      case PictureResult.Described(Answer answer, int attempts, boolean reused) -> {
        described++;
        if (first && !reused) {
          modelCalls += attempts;
          promptTokens += answer.promptTokens().orElse(0L);
          completionTokens += answer.completionTokens().orElse(0L);
        }
      }
      case PictureResult.Skipped _ -> skipped++;
      case PictureResult.Failed(PartFailure failure) -> {
        failed++;
        if (first) {
          modelCalls += callsOf(failure);
          errors.add(ErrorItem.of(failure, Optional.of(page)));
        }
      }
    }
    return result;
  }

  Counts counts(int pages, int pagesFailed) {
    return new Counts(
        pages,
        pagesFailed,
        described + skipped + failed,
        described,
        skipped,
        failed,
        modelCalls,
        promptTokens,
        completionTokens);
  }

  List<ErrorItem> errors() {
    return errors;
  }

  private PictureResult resultOf(PageBlock.Picture picture) {
    if (picture.skipped().isPresent()) {
      PageBlock.Skip skip = picture.skipped().get();
      return new PictureResult.Skipped(skip.reason().code(), skip.detail());
    }
    if (picture.fingerprint().isPresent()) {
      return byFingerprint.apply(picture.fingerprint().get()).orElseGet(this::unsettled);
    }
    return options.picturesRequested()
        ? unsettled()
        : new PictureResult.Skipped(SkipReason.NOT_REQUESTED.code(), "");
  }

  private PictureResult unsettled() {
    return new PictureResult.Failed(
        cancelled
            ? new PartFailure(
                FailureCode.CANCELLED,
                "The document was cancelled before this picture was described.",
                "finisher",
                0)
            : new PartFailure(
                FailureCode.INTERNAL,
                "No result for this picture reached the document; replay it to have it described.",
                "finisher",
                0));
  }

  /// Only a model's failures count calls in their attempts.
  private static int callsOf(PartFailure failure) {
    return failure.code().component() == FailureCode.Component.MODEL ? failure.attempts() : 0;
  }
}
