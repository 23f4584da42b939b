package dev.pagestream.assembler.join;

import static dev.pagestream.assembler.join.JoinedDocument.EXPIRED_MILLIS;
import static dev.pagestream.assembler.join.Reports.DEADLINE_MILLIS;
import static dev.pagestream.assembler.join.Reports.fingerprint;
import static dev.pagestream.assembler.join.Reports.firstWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.ReadyCause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A document on its first way; replays are in [DocumentReplayTest].
class DocumentJoinTest {
  private static final Reports FIRST = firstWay();

  private final JoinedDocument document = new JoinedDocument();

  @Test
  void isReadyWhenAllPagesAndPicturesAreSettled() {
    document.take(
        FIRST.accepted(2), FIRST.page(1, "a"), FIRST.page(2, "a", "b"), FIRST.described("a"));
    assertThat(document.ready).isEmpty();

    document.take(FIRST.skipped("b"));

    DocumentReady ready = document.onlyReady();
    assertThat(ready.getCause()).isEqualTo(ReadyCause.COMPLETE);
    assertThat(ready.getRevision()).isEqualTo(1);
    assertThat(ready.getBasePartsKey()).isNull();
    assertThat(ready.getPages()).extracting(PageOutcome::getPage).containsExactly(1, 2);
    assertThat(ready.getAnswers())
        .extracting(AnswerOutcome::getFingerprint)
        .containsExactlyInAnyOrder(fingerprint("a"), fingerprint("b"));
  }

  @Test
  void waitsForTheConversionOfAPageAndForEveryQuestionAboutItsPictures() {
    document.take(
        FIRST.accepted(1), FIRST.asked(1, "page", "a", "table", "facts"), FIRST.described("a"));
    document.take(FIRST.skipped("table"), FIRST.described("page"));
    assertThat(document.ready).isEmpty();

    document.take(FIRST.pictureFailed("facts"));

    assertThat(document.onlyReady().getAnswers())
        .extracting(AnswerOutcome::getFingerprint)
        .containsExactlyInAnyOrder(
            fingerprint("page"), fingerprint("a"), fingerprint("table"), fingerprint("facts"));
  }

  @Test
  void whatIsAskedTwiceIsWaitedForOnce() {
    document.take(FIRST.accepted(1), FIRST.asked(1, "same", "same", "same"));
    document.take(FIRST.described("same"));

    assertThat(document.onlyReady().getAnswers()).hasSize(1);
  }

  @Test
  void aFailedPageAndAFailedPictureSettleToo() {
    document.take(
        FIRST.accepted(2), FIRST.page(1, "a"), FIRST.pageFailed(2), FIRST.pictureFailed("a"));

    assertThat(document.onlyReady().getPages().get(1).getFailure().getCode())
        .isEqualTo("PAGE_UNREADABLE");
    assertThat(document.onlyReady().getAnswers().getFirst().getFailure().getCode())
        .isEqualTo("PICTURE_REJECTED");
  }

  @Test
  void aSuccessUpgradesAFailureWhileTheDocumentIsOpen() {
    document.take(FIRST.accepted(2), FIRST.pageFailed(1), FIRST.page(1), FIRST.page(2));

    assertThat(document.onlyReady().getPages().getFirst().getPageKey()).isNotNull();
  }

  @Test
  void aRefusedDocumentIsReadyWithItsFailure() {
    document.take(FIRST.refused(FailureCode.SOURCE_ENCRYPTED));

    assertThat(document.onlyReady().getCause()).isEqualTo(ReadyCause.REFUSED);
    assertThat(document.onlyReady().getAccepted()).isNull();
    assertThat(document.onlyReady().getFailure().getCode()).isEqualTo("SOURCE_ENCRYPTED");
    assertThat(document.onlyReady().getPages()).isEmpty();
  }

  @Test
  void waitsUntilTheGraceAfterTheDeadlineIsOver() {
    document.take(FIRST.accepted(1)).at(EXPIRED_MILLIS - 1);

    assertThat(document.ready).isEmpty();
  }

  @Test
  void atTheDeadlineWhatWasNotHeardOfHasFailed() {
    document
        .take(FIRST.accepted(3), FIRST.page(2, "a", "b"), FIRST.described("b"))
        .at(EXPIRED_MILLIS);

    DocumentReady ready = document.onlyReady();
    assertThat(ready.getCause()).isEqualTo(ReadyCause.DEADLINE);
    assertThat(ready.getPages()).extracting(PageOutcome::getPage).containsExactly(1, 2, 3);
    assertThat(ready.getPages().getFirst().getFailure().getCode()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(ready.getAnswers())
        .filteredOn(answer -> answer.getFailure() != null)
        .extracting(AnswerOutcome::getFingerprint)
        .containsExactly(fingerprint("a"));
  }

  @Test
  void cancelEndsTheDocumentAtOnce() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.cancel());

    assertThat(document.onlyReady().getCause()).isEqualTo(ReadyCause.CANCELLED);
    assertThat(document.onlyReady().getPages().get(1).getFailure().getCode())
        .isEqualTo("CANCELLED");
  }

  @Test
  void aDocumentCancelledBeforeItIsAcceptedEndsWhenItIs() {
    document.take(FIRST.cancel());
    assertThat(document.ready).isEmpty();

    document.take(FIRST.accepted(2));

    assertThat(document.onlyReady().getCause()).isEqualTo(ReadyCause.CANCELLED);
  }

  @Test
  void lateRecordsOfTheFirstWayAreDropped() {
    document.take(FIRST.accepted(1), FIRST.page(1));
    int kept = document.table.size();

    document.take(
        FIRST.page(1, "a"),
        FIRST.pageFailed(1),
        FIRST.described("a"),
        FIRST.cancel(),
        FIRST.accepted(1));

    assertThat(document.ready).hasSize(1);
    assertThat(document.table.size()).isEqualTo(kept);
  }

  @Test
  void whenReadyOnlyTheAcceptedEventAndTheOriginStay() {
    document.take(
        FIRST.accepted(1), FIRST.page(1, "a", "b"), FIRST.described("a"), FIRST.pictureFailed("b"));

    assertThat(document.table.size()).isEqualTo(2);
  }

  @Test
  void aRecordWrittenPastItsDeadlineBeginsNoDocument() {
    Report late = FIRST.page(1);
    document.take(
        new Report(
            late.documentId(), "", DEADLINE_MILLIS + 1, late.deadlineMillis(), "", late.fact()));

    assertThat(document.header()).isEmpty();
  }

  @Test
  void anAcceptedDocumentEndsHoweverLateItIsRead() {
    document.nowMillis = EXPIRED_MILLIS + 1;
    document.take(FIRST.accepted(1)).at(EXPIRED_MILLIS + 1);

    assertThat(document.onlyReady().getCause()).isEqualTo(ReadyCause.DEADLINE);
  }

  @Test
  void aDocumentNobodyAcceptedIsForgottenAtItsDeadline() {
    document.take(FIRST.page(1, "a")).at(EXPIRED_MILLIS);

    assertThat(document.header()).isEmpty();
    assertThat(document.table.size()).isZero();
  }

  @Test
  void aFinishedDocumentIsForgottenAfterTheRetention() {
    document.take(FIRST.accepted(1), FIRST.page(1));
    document.at(document.nowMillis + Duration.ofDays(30).toMillis() - 1);
    assertThat(document.header()).isPresent();

    document.at(document.nowMillis + 1);

    assertThat(document.header()).isEmpty();
    assertThat(document.table.size()).isZero();
  }

  @Test
  void onePaidAndOneReusedAnswerCountAsPaid() {
    document.take(
        FIRST.accepted(2),
        FIRST.page(1, "a"),
        FIRST.described("a", 0, true),
        FIRST.described("a", 2, false),
        FIRST.page(2));

    assertThat(document.onlyReady().getAnswers().getFirst().getAttempts()).isEqualTo(2);
    assertThat(document.onlyReady().getAnswers().getFirst().getReused()).isFalse();
  }

  @Test
  void aPageRangeNeedsOnlyItsPages() {
    document.take(
        FIRST.page(1), FIRST.page(4), FIRST.acceptedPages(4, 5), FIRST.page(6), FIRST.page(5));

    assertThat(document.onlyReady().getPages())
        .extracting(PageOutcome::getPage)
        .containsExactly(4, 5);
  }

  @Test
  void equalPartsHaveEqualKeys() {
    JoinedDocument other = new JoinedDocument();
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.page(2));
    other.nowMillis += 1000;
    other.take(FIRST.page(2), FIRST.page(1), FIRST.accepted(2));

    assertThat(other.onlyReady().getPartsKey()).isEqualTo(document.onlyReady().getPartsKey());
  }
}
