package dev.pagestream.assembler.join;

import static dev.pagestream.assembler.join.Reports.DEADLINE_MILLIS;
import static dev.pagestream.assembler.join.Reports.fingerprint;
import static dev.pagestream.assembler.join.Reports.firstWay;
import static dev.pagestream.assembler.join.Reports.pageId;
import static dev.pagestream.assembler.join.Reports.pictureId;
import static dev.pagestream.assembler.join.Reports.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.ReadyCause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DocumentJoinTest {
  private static final Reports FIRST = firstWay();
  private static final Reports AGAIN = replay("r1");
  private static final long EXPIRED_MILLIS = DEADLINE_MILLIS + 5_000;

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
  void aFailedConversionIsReplayedByItsFingerprintAlone() {
    document.take(FIRST.accepted(1), FIRST.asked(1, "page", "a"), FIRST.described("a"));
    document.take(FIRST.pictureFailed("page"));

    document.take(AGAIN.reopen(pictureId("page")), FIRST.described("a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("page"));

    assertThat(document.ready.getLast().getRevision()).isEqualTo(2);
    assertThat(document.ready.getLast().getPages()).isEmpty();
    assertThat(document.ready.getLast().getAnswers())
        .extracting(AnswerOutcome::getFingerprint)
        .containsExactly(fingerprint("page"));
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
  void aReplayWaitsForItsPartsAndBuildsOnTheRevisionBefore() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.pageFailed(2));
    String base = document.onlyReady().getPartsKey();

    document.take(AGAIN.reopen(pageId(2)), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("a"));

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getReplayId()).isEqualTo("r1");
    assertThat(ready.getBasePartsKey()).isEqualTo(base);
    assertThat(ready.getPartsKey()).isNotEqualTo(base);
    assertThat(ready.getPages()).extracting(PageOutcome::getPage).containsExactly(2);
    assertThat(ready.getAnswers()).hasSize(1);
    assertThat(ready.getAccepted()).isNotNull();
  }

  @Test
  void aReplayThatFailsAgainEndsWithItsOwnFailure() {
    document.take(FIRST.accepted(1), FIRST.page(1, "a"), FIRST.pictureFailed("a"));

    document.take(AGAIN.reopen(pictureId("a")), FIRST.pictureFailed("a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.pictureFailed("a"));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages()).isEmpty();
    assertThat(document.ready.getLast().getAnswers()).hasSize(1);
  }

  @Test
  void aLateSuccessOfTheFirstWaySettlesAReplay() {
    document.take(FIRST.accepted(1), FIRST.page(1, "a"), FIRST.pictureFailed("a"));

    document.take(AGAIN.reopen(pictureId("a")), FIRST.described("a"));

    assertThat(document.ready).hasSize(2);
  }

  @Test
  void resultsOfAReplayMayComeBeforeItsReopen() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.pageFailed(2));

    document.take(AGAIN.pictureFailed("a"), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.reopen(pageId(2)));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages().getFirst().getPageKey()).isNotNull();
    assertThat(document.ready.getLast().getAnswers().getFirst().getFailure()).isNotNull();
  }

  @Test
  void resultsOfAReplayThatIsNeverOrderedAreCleanedUp() {
    document.take(FIRST.accepted(1), FIRST.pageFailed(1));
    int kept = document.table.size();

    document.take(AGAIN.page(1));
    assertThat(document.table.size()).isGreaterThan(kept);
    document.at(DEADLINE_MILLIS + 600_000 + 5_000);

    assertThat(document.table.size()).isEqualTo(kept);
    assertThat(document.header()).isPresent();
  }

  @Test
  void severalReopensOfOneReplayAreMerged() {
    document.take(FIRST.accepted(2), FIRST.pageFailed(1), FIRST.pageFailed(2));

    document.take(AGAIN.reopen(pageId(1)), AGAIN.reopen(pageId(2)), AGAIN.page(2));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.page(1));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages()).hasSize(2);
  }

  @Test
  void theSameReopenTwiceCountsOnce() {
    document.take(FIRST.accepted(1), FIRST.pageFailed(1));

    document.take(AGAIN.reopen(pageId(1)), AGAIN.page(1), AGAIN.reopen(pageId(1)));

    assertThat(document.ready).hasSize(2);
    assertThat(document.header().orElseThrow().open).isFalse();
  }

  @Test
  void aReopenOfAnOpenDocumentWaitsAgainInTheSameRevision() {
    document.take(FIRST.accepted(2), FIRST.pageFailed(1), AGAIN.reopen(pageId(1)), FIRST.page(2));
    assertThat(document.ready).isEmpty();

    document.take(AGAIN.page(1));

    assertThat(document.onlyReady().getRevision()).isEqualTo(1);
    assertThat(document.onlyReady().getPages()).allMatch(outcome -> outcome.getPageKey() != null);
  }

  @Test
  void aReopenExtendsTheDeadlineOfAnOpenDocument() {
    document.take(FIRST.accepted(1), AGAIN.reopen(pageId(1))).at(EXPIRED_MILLIS);

    assertThat(document.ready).isEmpty();
  }

  @Test
  void aReplayedPageMakesItsFailedPicturesWaitAgain() {
    document.take(
        FIRST.accepted(2), FIRST.page(1, "a"), FIRST.pictureFailed("a"), FIRST.pageFailed(2));

    document.take(AGAIN.reopen(pageId(2)), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("a"));

    assertThat(document.ready.getLast().getAnswers().getFirst().getAnswerKey()).isNotNull();
  }

  @Test
  void aWholeReplayForgetsWhatWasAccepted() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.page(2));

    document.take(AGAIN.reopen(new PartId.Document()), AGAIN.accepted(1), FIRST.pageFailed(1));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.page(1));

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getBasePartsKey()).isNull();
    assertThat(ready.getPages()).hasSize(1);
  }

  @Test
  void aWholeReplayMayBeHeardOfInAnyOrder() {
    document.take(FIRST.refused(FailureCode.SOURCE_UNREACHABLE));

    document.take(
        AGAIN.page(1, "a"),
        AGAIN.pictureFailed("a"),
        AGAIN.accepted(1),
        AGAIN.reopen(new PartId.Document()));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getCause()).isEqualTo(ReadyCause.COMPLETE);
    assertThat(document.ready.getLast().getFailure()).isNull();
  }

  @Test
  void aDocumentRefusedAgainIsReadyAgain() {
    document.take(FIRST.refused(FailureCode.SOURCE_UNREACHABLE));

    document.take(AGAIN.reopen(new PartId.Document()), AGAIN.refused(FailureCode.SOURCE_EMPTY));

    assertThat(document.ready.getLast().getFailure().getCode()).isEqualTo("SOURCE_EMPTY");
  }

  @Test
  void reopeningTheFinishMakesTheSameDocumentAgain() {
    document.take(FIRST.accepted(1), FIRST.page(1));

    document.take(AGAIN.reopen());

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getBasePartsKey()).isEqualTo(document.ready.getFirst().getPartsKey());
    assertThat(ready.getPages()).isEmpty();
  }

  @Test
  void reopeningTheFinishOfARefusedDocumentRefusesItAgain() {
    document.take(FIRST.refused(FailureCode.SOURCE_EMPTY));

    document.take(AGAIN.reopen());

    assertThat(document.ready.getLast().getCause()).isEqualTo(ReadyCause.REFUSED);
    assertThat(document.ready.getLast().getFailure().getCode()).isEqualTo("SOURCE_EMPTY");
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
